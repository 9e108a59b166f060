using TypedTasks.Secrets;

namespace TypedTasks;

/// <summary>What is wrong with keys. No message holds any part of one.</summary>
internal static class EncryptionProblems
{
    public static IEnumerable<string> Of(TypedTasksEncryptionOptions options)
    {
        foreach (var (id, key) in options.Keys)
        {
            if (!SealedValue.IsKeyId(id)) yield return $"Encryption:Keys has the id '{id}'; an id has 1 to {SealedValue.LongestKeyId} letters, digits, '-', '_' and '.'. Rename it.";
            if (KeyProblem(key) is { } problem) yield return $"Encryption:Keys:{id} {problem}. Make a key with: openssl rand -base64 {KeyRing.KeyBytes}";
        }

        if (options.ActiveKey is not null && !options.Keys.ContainsKey(options.ActiveKey))
            yield return $"Encryption:ActiveKey is '{options.ActiveKey}', but Encryption:Keys has no key of that id. Add it, or name one that is there.";
    }

    private static string? KeyProblem(string? key)
    {
        var bytes = new byte[KeyRing.KeyBytes + 1];
        if (string.IsNullOrWhiteSpace(key)) return "is empty";
        if (!Convert.TryFromBase64String(key, bytes, out var count)) return $"is not base64 of {KeyRing.KeyBytes} bytes";
        if (count != KeyRing.KeyBytes) return $"has {count} bytes; it must have {KeyRing.KeyBytes}";
        return bytes.AsSpan(0, count).ContainsAnyExcept(bytes[0]) ? null : "is one byte repeated, which anybody can guess";
    }
}
