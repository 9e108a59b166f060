using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Secrets;

/// <summary>
/// One encrypted value: the text <c>tt1:key id:base64 of nonce, ciphertext and tag</c>. AES-GCM with a random nonce; what the value belongs to is
/// authenticated with it, so that it can't be put elsewhere.
/// </summary>
internal static class SealedValue
{
    /// <summary>What the text of every value begins with that is not stored as it is.</summary>
    public const string Mark = "tt1:";

    public const int LongestKeyId = 64;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly SearchValues<char> KeyIdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    public static bool IsKeyId(string id) => id.Length is >= 1 and <= LongestKeyId && !id.AsSpan().ContainsAnyExcept(KeyIdCharacters);

    public static string Seal(ReadOnlySpan<byte> value, string keyId, byte[] key, ReadOnlySpan<byte> belongsTo)
    {
        var bytes = new byte[NonceBytes + value.Length + TagBytes];
        var nonce = bytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, value, bytes.AsSpan(NonceBytes, value.Length), bytes.AsSpan(NonceBytes + value.Length), Context(keyId, belongsTo));
        return $"{Mark}{keyId}:{Convert.ToBase64String(bytes)}";
    }

    /// <summary>Takes a text apart.</summary>
    /// <returns>False if it is not of the form that <see cref="Seal"/> makes.</returns>
    public static bool TryParse(string text, out string keyId, out byte[] bytes)
    {
        (keyId, bytes) = ("", []);
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return false;
        var end = text.IndexOf(':', Mark.Length);
        if (end < 0) return false;
        keyId = text[Mark.Length..end];
        var room = new byte[text.Length];
        if (!IsKeyId(keyId) || !Convert.TryFromBase64Chars(text.AsSpan(end + 1), room, out var count) || count < NonceBytes + TagBytes) return false;
        bytes = room[..count];
        return true;
    }

    /// <returns>The value; null if it was not sealed so.</returns>
    public static byte[]? Open(byte[] bytes, string keyId, byte[] key, ReadOnlySpan<byte> belongsTo)
    {
        var value = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, value.Length), bytes.AsSpan(NonceBytes + value.Length), value, Context(keyId, belongsTo));
            return value;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Context(string keyId, ReadOnlySpan<byte> belongsTo) => [.. Encoding.UTF8.GetBytes($"{Mark}{keyId}:"), .. belongsTo];
}
