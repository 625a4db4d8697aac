namespace Fadu.Reading;

/// <summary>The file cannot be read as what was asked for. The message is one Chinese line: what, where, what to do.</summary>
public sealed class UnreadableException : Exception
{
    public UnreadableException(string message)
        : base(message) { }

    public UnreadableException(string message, Exception inner)
        : base(message, inner) { }

    public UnreadableException()
        : base("文件无法读取。") { }
}
