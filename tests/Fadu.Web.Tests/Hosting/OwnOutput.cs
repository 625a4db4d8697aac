using System.Text;

namespace Fadu.Web.Tests.Hosting;

/// <summary>What is printed on behalf of one test, apart from what the tests beside it print meanwhile: the console is one for all.</summary>
internal sealed class OwnOutput : TextWriter
{
    private static readonly OwnOutput Out = new(Console.Out);
    private static readonly OwnOutput Errors = new(Console.Error);

    private readonly AsyncLocal<StringWriter?> own = new();
    private readonly TextWriter all;

    static OwnOutput()
    {
        Console.SetOut(Synchronized(Out));
        Console.SetError(Synchronized(Errors));
    }

    private OwnOutput(TextWriter all) => this.all = all;

    public override Encoding Encoding => all.Encoding;

    /// <summary>Does something and gives what it printed.</summary>
    public static Task<(T Result, string Output)> Of<T>(Func<Task<T>> run) => Out.Take(run);

    /// <summary>Does something and gives what it told of its going on and of errors.</summary>
    public static Task<(T Result, string Errors)> ErrorsOf<T>(Func<Task<T>> run) =>
        Errors.Take(run);

    private async Task<(T, string)> Take<T>(Func<Task<T>> run)
    {
        var output = new StringWriter();
        await using var _ = output;
        own.Value = output;
        try
        {
            return (await run(), output.ToString());
        }
        finally
        {
            own.Value = null;
        }
    }

    public override void Write(char value) => (own.Value ?? all).Write(value);

    public override void Write(char[] buffer, int index, int count) =>
        (own.Value ?? all).Write(buffer, index, count);

    public override void Write(string? value) => (own.Value ?? all).Write(value);
}
