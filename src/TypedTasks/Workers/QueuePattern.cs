namespace TypedTasks.Workers;

/// <summary>One entry of a worker's list of queues: a name, a prefix with <c>*</c>, or <c>*</c> for all.</summary>
internal readonly record struct QueuePattern(string Text)
{
    public const int MaxNameLength = 200;

    public bool IsWildcard => Text.EndsWith('*');

    public bool Matches(string queue)
        => IsWildcard ? queue.StartsWith(Text.AsSpan(0, Text.Length - 1), StringComparison.Ordinal) : queue == Text;

    public static string? Problem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "A queue name is empty. Name a queue, a prefix such as 'email*', or '*' for all.";
        if (text.Length > MaxNameLength) return $"The queue name '{text[..20]}…' has {text.Length} characters; at most {MaxNameLength} are allowed.";
        if (!IsStorable(text)) return $"The queue name '{text.Replace('\0', '\uFFFD')}' has a control character or half of a surrogate pair, which can't be stored. Use letters, digits and punctuation.";
        if (text.Contains(',')) return $"The queue name '{text}' has a comma. Give each queue an entry of its own: Queues(\"email\", \"default\"), or TypedTasks:Worker:Queues:0 and :1 in a configuration.";
        if (text.Trim() != text) return $"The queue name '{text}' begins or ends with white space, by which it would be another queue than '{text.Trim()}' and look the same. Remove it.";
        if (text.IndexOf('*') is >= 0 and var star && star < text.Length - 1) return $"The queue pattern '{text}' has '*' in the middle. It may only stand at the end, as in 'email*'.";
        return null;
    }

    private static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i])) return false;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }
}
