namespace TypedTasks;

/// <summary>Finds the name that somebody may have meant who misspelt it.</summary>
internal static class NearestName
{
    // Up to so many letters are a slip, in long names a third of them.
    private const int MostSlips = 2;

    /// <returns>Null if none is like it.</returns>
    public static string? Of(string text, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(text, name));
        if (nearest is null) return null;
        var distance = Distance(text, nearest);
        return distance <= Math.Max(MostSlips, text.Length / 3) && distance < text.Length ? nearest : null;
    }

    /// <summary>How many letters must be added, removed or replaced to make one word the other, small or capital.</summary>
    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = above[j - 1] + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
