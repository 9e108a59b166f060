using TypedTasks.Secrets;

namespace TypedTasks.Workers;

/// <summary>Turns an exception into what is stored about a failed attempt: bounded, and without what is sensitive in the payload.</summary>
internal static class AttemptErrors
{
    private const int MaxMessage = 4_000;
    private const int MaxDetail = 16_000;
    private const string Undescribed = "(it could not be described:";

    public static AttemptError From(Exception exception, int attempt, SecretMask mask) => new()
    {
        Attempt = attempt,
        Type = exception.GetType().ToString(),
        Message = Cut(mask.Apply(Describe(exception, static problem => problem.Message)), MaxMessage),
        Detail = Cut(mask.Apply(Describe(exception, static problem => problem.ToString())), MaxDetail),
    };

    /// <summary>The exception in one line: its type and message.</summary>
    public static string Summary(Exception exception, SecretMask mask)
        => Cut($"{exception.GetType().Name}: {mask.Apply(Describe(exception, static problem => problem.Message))}", MaxMessage);

    /// <summary>The exception as it can be logged: itself, or what stands for one that quotes a secret, is too long or can't describe itself, which would flood or lose the line.</summary>
    public static Exception Loggable(Exception exception, SecretMask mask)
    {
        var text = Describe(exception, static problem => problem.ToString());
        var masked = mask.Apply(text);
        return masked == text && text.Length <= MaxDetail && !text.StartsWith(Undescribed, StringComparison.Ordinal) && !HasMaskedMessage(exception, mask)
            ? exception
            : new LoggedText(Cut(masked.StartsWith(exception.GetType().ToString(), StringComparison.Ordinal) ? masked : $"{exception.GetType()}: {masked}", MaxMessage));
    }

    // A class may leave its message out of its text, and a log may print the messages.
    private static bool HasMaskedMessage(Exception exception, SecretMask mask)
    {
        var open = new Stack<Exception>([exception]);
        while (open.TryPop(out var next))
        {
            var message = Describe(next, static problem => problem.Message);
            if (mask.Apply(message) != message) return true;
            if (next is AggregateException several) foreach (var inner in several.InnerExceptions) open.Push(inner);
            else if (next.InnerException is { } inner) open.Push(inner);
        }

        return false;
    }

    // Exceptions are the users' classes too: they may say nothing, or fail while they describe themselves.
    private static string Describe(Exception exception, Func<Exception, string?> describe)
    {
        try
        {
            return describe(exception) ?? "";
        }
        catch (Exception problem)
        {
            return $"{Undescribed} {problem.GetType()})";
        }
    }

    /// <summary>The text, cut where it is too long. A cut may leave half a surrogate pair; storages replace what they can't hold.</summary>
    public static string Cut(string text, int max) => text.Length <= max ? text : text[..max] + "…";

    /// <summary>Stands in a log for an exception that can't stand there itself: whatever asks for its text gets that one's.</summary>
    private sealed class LoggedText(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
