namespace Fadu.Reading;

/// <summary>A place in the source: UTF-16 offsets, end exclusive, so that <c>text[start..end]</c> holds the thing's own words.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>How many UTF-16 units the place covers.</summary>
    public int Length => End - Start;

    /// <summary>The smallest place that covers both.</summary>
    public TextSpan Union(TextSpan other) =>
        new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
