namespace QuickStart.Screen;

/// <summary>One line that is rewritten in place on a terminal; a plain line every second where the output goes elsewhere.</summary>
public sealed class ProgressLine
{
    private const int BarWidth = 24;

    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time;
    private long lastPlainLine;

    public ProgressLine(TimeProvider time)
    {
        this.time = time;
        lastPlainLine = time.GetTimestamp();
    }

    /// <summary>What a line begins with that may have to overwrite the progress.</summary>
    public static string Erase { get; } = Console.IsOutputRedirected ? "" : "\r\e[2K";

    public void Show(int done, int all, string text)
    {
        if (Console.IsOutputRedirected) ShowPlain($"{done} of {all}{text}");
        else Console.Write($"{Erase}{Cut($"{Bar(done, all)} {done} of {all}{text}")}");
    }

    public void End() => Console.Write(Erase);

    private void ShowPlain(string text)
    {
        if (time.GetElapsedTime(lastPlainLine) < PlainInterval) return;
        lastPlainLine = time.GetTimestamp();
        Console.WriteLine(text);
    }

    private static string Bar(int done, int all)
    {
        var filled = all == 0 ? BarWidth : (int)((long)BarWidth * done / all);
        return $"{new string('█', filled)}{new string('░', BarWidth - filled)}";
    }

    // A line longer than the terminal would wrap, and then could not be rewritten.
    private static string Cut(string text) => Console.WindowWidth is var width && width > 1 && text.Length >= width ? text[..(width - 1)] : text;
}
