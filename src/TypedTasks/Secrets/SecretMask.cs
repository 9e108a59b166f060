using System.Text;
using System.Text.Json;

namespace TypedTasks.Secrets;

/// <summary>
/// The texts and numbers in the sensitive places of one payload, which are taken out of what an attempt's exceptions say. It knows them only as they
/// stand there: what a task makes of them goes unseen.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>What stands in their place.</summary>
    public const string Masked = "[sensitive]";

    // Shorter ones stand in too many innocent words.
    private const int ShortestSecret = 4;

    // Looking for more of them in a long text would hold up the slot. Nothing is shown then.
    private const int MostSecrets = 256;

    private readonly HashSet<string> secrets = new(StringComparer.Ordinal);
    private IReadOnlyList<string> longestFirst = [];

    private SecretMask()
    {
    }

    /// <summary>For payloads without sensitive places.</summary>
    public static SecretMask None { get; } = new();

    /// <param name="sensitive">The sensitive places.</param>
    /// <param name="payload">The payload as the task gets it.</param>
    /// <param name="subject">What it is, for messages.</param>
    /// <exception cref="InvalidPayloadException">It is no JSON.</exception>
    public static SecretMask Of(SensitivePaths sensitive, ReadOnlySpan<byte> payload, string subject)
    {
        var mask = new SecretMask();
        sensitive.Rewrite(payload, subject, (value, _, _) =>
        {
            mask.Add(value);
            return null;
        });
        mask.longestFirst = [.. mask.secrets.OrderByDescending(secret => secret.Length)];
        return mask;
    }

    /// <summary>The text without the secrets.</summary>
    public string Apply(string text)
    {
        if (longestFirst.Count > MostSecrets) return Masked;
        foreach (var secret in longestFirst) text = text.Replace(secret, Masked, StringComparison.Ordinal);
        return text;
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        while (json.Read())
        {
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) continue;
            var text = json.TokenType == JsonTokenType.String ? json.GetString() : Encoding.UTF8.GetString(json.ValueSpan);
            if (text is { Length: >= ShortestSecret }) secrets.Add(text);
        }
    }
}
