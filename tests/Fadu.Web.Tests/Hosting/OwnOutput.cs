using System.Text;

namespace Fadu.Web.Tests.Hosting;

/// <summary>What is printed on behalf of one test, apart from what the tests beside it print meanwhile: the console is one for all.</summary>
internal sealed class OwnOutput : TextWriter
{
    private static readonly AsyncLocal<StringWriter?> Own = new();
    private readonly TextWriter all = Console.Out;

    static OwnOutput() => Console.SetOut(Synchronized(new OwnOutput()));

    private OwnOutput() { }

    public override Encoding Encoding => all.Encoding;

    /// <summary>Does something and gives what it printed.</summary>
    public static async Task<(T Result, string Output)> Of<T>(Func<Task<T>> run)
    {
        var output = new StringWriter();
        await using var _ = output;
        Own.Value = output;
        try
        {
            return (await run(), output.ToString());
        }
        finally
        {
            Own.Value = null;
        }
    }

    public override void Write(char value) => (Own.Value ?? all).Write(value);

    public override void Write(char[] buffer, int index, int count) =>
        (Own.Value ?? all).Write(buffer, index, count);

    public override void Write(string? value) => (Own.Value ?? all).Write(value);
}
