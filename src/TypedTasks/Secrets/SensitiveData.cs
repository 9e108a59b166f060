using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Microsoft.Extensions.Options;

namespace TypedTasks.Secrets;

/// <summary>Encrypts the sensitive values of payloads and results on their way into the storage, and decrypts them on their way out.</summary>
internal sealed class SensitiveData(IOptions<TypedTasksOptions> options)
{
    private const string Escape = SealedValue.Mark + ":"; // no key id is empty

    private static readonly SensitivePaths Everywhere = new(new SensitiveNode { Values = 0 });

    private readonly KeyRing keys = new(options.Value.Encryption);

    /// <summary>The ids of the keys, if there are some and nothing is encrypted with any of them; empty otherwise.</summary>
    public IEnumerable<string> IdleKeys => keys.ActiveId is null ? keys.Ids : [];

    /// <summary>Why jobs of this task can't be stored here; null if they can.</summary>
    public string? Problem(TaskDefinition task)
        => keys is { IsRequired: true, ActiveId: null } && (task.Sensitive is not null || task.SensitiveResult is not null)
            ? $"Task '{task.Name}' has sensitive parameters or a sensitive result, which must be encrypted here (TypedTasks:Encryption:Require), but no key is active. "
                + "Set TypedTasks:Encryption:ActiveKey to the id of a key in TypedTasks:Encryption:Keys."
            : null;

    /// <summary>Why jobs of this task can't run here: nobody could store what they return. Null if they can.</summary>
    public string? ResultProblem(TaskDefinition task) => task.SensitiveResult is null ? null : Problem(task);

    /// <summary>A payload as it is stored.</summary>
    /// <exception cref="InvalidPayloadException">It is no JSON.</exception>
    public ReadOnlyMemory<byte> ProtectPayload(TaskDefinition task, ReadOnlyMemory<byte> payload)
        => task.Sensitive is { } sensitive ? Protect(sensitive, payload.Span, PayloadOf(task), Owner(task.Name, "payload")) : payload;

    /// <summary>A result as it is stored.</summary>
    /// <param name="task">The task.</param>
    /// <param name="storedName">The name that the job is stored under: the task's, or one of its aliases.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidPayloadException">It is no JSON.</exception>
    public byte[]? ProtectResult(TaskDefinition task, string storedName, byte[]? result)
        => task.SensitiveResult is { } sensitive && result is not null ? Protect(sensitive, result, ResultOf(task), Owner(storedName, "result")) : result;

    /// <summary>A payload as it was before it was stored.</summary>
    /// <exception cref="InvalidPayloadException">It is no JSON, a key is missing, or a value was tampered with.</exception>
    public ReadOnlySpan<byte> UnprotectPayload(TaskDefinition task, ReadOnlySpan<byte> payload)
        => task.Sensitive is { } sensitive ? Unprotect(sensitive, payload, PayloadOf(task), Owners(task, "payload")) : payload;

    /// <summary>What is to be taken out of texts about a job.</summary>
    /// <param name="task">The task.</param>
    /// <param name="payload">The job's payload as it is stored.</param>
    public SecretMask MaskOf(TaskDefinition task, ReadOnlySpan<byte> payload)
    {
        if (task.Sensitive is not { } sensitive) return SecretMask.None;
        try
        {
            return SecretMask.Of(sensitive, UnprotectPayload(task, payload), PayloadOf(task));
        }
        catch (InvalidPayloadException)
        {
            return SecretMask.None; // so nobody could read a secret that might be quoted
        }
    }

    /// <summary>A result as it was before it was stored.</summary>
    /// <exception cref="InvalidPayloadException">It is no JSON, a key is missing, or a value was tampered with.</exception>
    public byte[]? UnprotectResult(TaskDefinition task, byte[]? result)
    {
        if (result is null) return null;
        var known = task.SensitiveResult is { } sensitive ? Unprotect(sensitive, result, ResultOf(task), Owners(task, "result")) : result;
        return known.AsSpan().IndexOf("\"tt1:"u8) < 0 ? known : UnprotectForeign(known, task);
    }

    // A newer build may have stored it, in which more is sensitive: what was sealed for just the place where it stands can be nothing else.
    private byte[] UnprotectForeign(byte[] result, TaskDefinition task)
    {
        var owners = Owners(task, "result");
        return Everywhere.Rewrite(result, ResultOf(task), (value, place, output) =>
        {
            if (ReadMarked(value) is not { } marked || marked.StartsWith(Escape, StringComparison.Ordinal) || Open(marked, owners, place, output) is not null) output.Write(value);
            return null;
        });
    }

    private byte[] Protect(SensitivePaths sensitive, ReadOnlySpan<byte> text, string subject, byte[] owner)
        => sensitive.Rewrite(text, subject, (value, place, output) =>
        {
            if (keys.ActiveId is { } id && keys.Find(id) is { } key) Write(output, SealedValue.Seal(value, id, key, [.. owner, .. place]));
            else if (ReadMarked(value) is not null) Write(output, Escape + Convert.ToBase64String(value));
            else output.Write(value);
            return null;
        });

    private byte[] Unprotect(SensitivePaths sensitive, ReadOnlySpan<byte> text, string subject, byte[][] owners)
        => sensitive.Rewrite(text, subject, (value, place, output) =>
        {
            if (ReadMarked(value) is not { } marked)
            {
                output.Write(value); // stored without a key, or before the member was sensitive
                return null;
            }

            return marked.StartsWith(Escape, StringComparison.Ordinal) ? Unescape(marked, output) : Open(marked, owners, place, output);
        });

    private string? Open(string marked, byte[][] owners, ReadOnlySpan<byte> place, IBufferWriter<byte> output)
    {
        if (!SealedValue.TryParse(marked, out var id, out var bytes)) return "begins like an encrypted value, but is none: it was changed since it was stored";
        if (keys.Find(id) is not { } key)
            return $"is encrypted with the key '{id}', which is not here. Add that key to TypedTasks:Encryption:Keys, where keys stay as long as values that were encrypted with them are stored";

        foreach (var owner in owners)
        {
            if (SealedValue.Open(bytes, id, key, [.. owner, .. place]) is not { } value) continue;
            output.Write(value);
            return null;
        }

        return $"can't be decrypted with the key '{id}': the value was changed or moved since it was stored, or the key of that id is another one now";
    }

    private static string? Unescape(string marked, IBufferWriter<byte> output)
    {
        var room = new byte[marked.Length];
        if (!Convert.TryFromBase64Chars(marked.AsSpan(Escape.Length), room, out var count) || ReadMarked(room.AsSpan(0, count)) is null)
            return "begins like an escaped value, but is none: it was changed since it was stored";
        output.Write(room.AsSpan(0, count));
        return null;
    }

    // The text of a value that begins like those which are not stored as they are; null for every other value.
    private static string? ReadMarked(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        try
        {
            var isText = json.Read() && json.TokenType == JsonTokenType.String && json.BytesConsumed == value.Length;
            return isText && json.GetString() is { } text && text.StartsWith(SealedValue.Mark, StringComparison.Ordinal) ? text : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null; // no text that could be one of ours
        }
    }

    private static void Write(IBufferWriter<byte> output, string plain) => output.Write(Encoding.UTF8.GetBytes($"\"{plain}\"")); // nothing in it needs escaping

    // With lengths, so that no name looks like another one with something behind it.
    private static byte[] Owner(string taskName, string part)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{taskName.Length}:{taskName}:{part}:"));

    private static byte[][] Owners(TaskDefinition task, string part) => [.. task.Aliases.Prepend(task.Name).Select(name => Owner(name, part))];

    private static string PayloadOf(TaskDefinition task) => $"payload of task '{task.Name}'";

    private static string ResultOf(TaskDefinition task) => $"result of task '{task.Name}'";
}
