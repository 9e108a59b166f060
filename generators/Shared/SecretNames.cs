using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Recognises secrets by their names: <c>password</c>, <c>smtpPassword</c>, <c>ApiKey</c>, but not <c>passwordPolicy</c> or <c>pageToken</c>.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "credential", "credentials", "jwt", "cvv", "cvc",
    };

    // What makes a secret of "key", "string" and "number".
    private static readonly HashSet<string> Pairs = new(StringComparer.OrdinalIgnoreCase)
    {
        "api key", "access key", "secret key", "private key", "signing key", "encryption key", "connection string", "card number",
    };

    private static readonly HashSet<string> WholeNames = new(StringComparer.OrdinalIgnoreCase) { "apikey", "connectionstring" };

    // A token that only says where to go on.
    private static readonly HashSet<string> HarmlessTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        "continuation", "page", "paging", "next", "previous", "sync", "delta", "concurrency", "idempotency", "change", "resume",
    };

    public static bool Matches(string name, ITypeSymbol type)
    {
        if (type.SpecialType != SpecialType.System_String && KnownTypes.Scalar(type) != ScalarKind.Bytes) return false;
        var words = Split(name);
        if (words.Count == 0) return false;

        var last = words[words.Count - 1];
        var before = words.Count > 1 ? words[words.Count - 2] : "";
        if (string.Equals(last, "token", StringComparison.OrdinalIgnoreCase) && HarmlessTokens.Contains(before)) return false;
        return Words.Contains(last) || WholeNames.Contains(last) || Pairs.Contains(before + " " + last);
    }

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !IsStart(name, i)) continue;
            var word = name.Substring(start, i - start).Trim('_');
            if (word.Length > 0) words.Add(word);
            start = i;
        }

        return words;
    }

    // "APIKey" is two words: the last capital of a row begins the next one.
    private static bool IsStart(string name, int index)
        => name[index] == '_'
            || (char.IsUpper(name[index]) && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))));
}
