using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;

namespace TypedTasks.Payloads;

/// <summary>
/// Writes a payload as JSON and refuses what would not come back equal: NUL, lone surrogates, NaN, local times, nulls where none may be.
/// Used by generated code.
/// </summary>
/// <remarks>The bytes are those of System.Text.Json with default options and <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class PayloadWriter : IDisposable
{
    private const int FirstBuffer = 512;
    private const int LargestKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static PayloadWriter? spare;

    private byte[] buffer = new byte[FirstBuffer];
    private int count;
    private int depth;
    private bool follows; // another member or element, so a comma comes first
    private string subject = "";
    private SensitivePaths? sensitive;
    private bool isResult;

    private PayloadWriter()
    {
    }

    /// <summary>Takes a writer for one payload; dispose it when done.</summary>
    /// <param name="subject">What is written, for messages: <c>payload of task 'Shop.SendReceipt'</c>.</param>
    /// <param name="sensitive">What is sensitive in it, so that messages keep it; null for nothing.</param>
    public static PayloadWriter Rent(string subject, SensitivePaths? sensitive = null)
    {
        var writer = spare ?? new PayloadWriter();
        spare = null;
        writer.subject = subject;
        writer.sensitive = sensitive;
        writer.isDiscriminated = false;
        writer.isResult = false;
        return writer;
    }

    /// <summary>Takes a writer for what a task has returned; dispose it when done. What it refuses is told apart from what the task itself may throw.</summary>
    /// <param name="subject">What is written, for messages: <c>result of task 'Shop.Charge'</c>.</param>
    /// <param name="sensitive">What is sensitive in it, so that messages keep it; null for nothing.</param>
    public static PayloadWriter RentForResult(string subject, SensitivePaths? sensitive = null)
    {
        var writer = Rent(subject, sensitive);
        writer.isResult = true;
        return writer;
    }

    /// <summary>What was written.</summary>
    public byte[] ToArray()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        buffer.AsSpan(0, count).CopyTo(bytes);
        return bytes;
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        if (buffer.Length > LargestKeptBuffer) return;
        (count, depth, follows) = (0, 0, false);
        spare = this;
    }

    /// <summary>Begins an object.</summary>
    public void BeginObject()
    {
        CheckDepth();
        Begin((byte)'{');
        if (isDiscriminated) WriteDiscriminator();
    }

    /// <summary>Ends an object.</summary>
    public void EndObject() => End((byte)'}');

    /// <summary>Begins an array.</summary>
    public void BeginArray()
    {
        CheckDepth();
        Begin((byte)'[');
    }

    /// <summary>Ends an array.</summary>
    public void EndArray() => End((byte)']');

    /// <summary>Refuses null.</summary>
    public void NotNull([NotNull] object? value)
    {
        if (value is null) throw Refuse("is null, but is declared as not nullable. Pass a value, or declare it nullable");
    }

    /// <summary>Refuses null, and a value whose run-time type is not the declared one: what the derived type adds would be lost.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    public void Exactly<T>([NotNull] T? value)
        where T : class
    {
        NotNull(value);
        if (value.GetType() == typeof(T)) return;
        throw Refuse($"is declared as {typeof(T)} but holds a {value.GetType()}, whose further members would be lost. Pass a {typeof(T).Name}, or declare the parameter with the derived type");
    }

    /// <summary>Refuses a set or dictionary whose comparer is not the default: the comparer would be lost.</summary>
    public void DefaultComparer<TKey>(IEqualityComparer<TKey> comparer)
    {
        // Ordinal is what the default comparer of texts does, under another name.
        if (comparer is null || comparer.Equals(EqualityComparer<TKey>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal)) return;
        throw Refuse("has a comparer of its own, which JSON does not keep. Pass a collection with the default comparer");
    }

    /// <summary>The exception for a value that can't be written here.</summary>
    /// <param name="problem">Continues "The value at $.x …", without a full stop.</param>
    public InvalidPayloadException Refuse(string problem)
    {
        var path = JsonPath.After(buffer.AsSpan(0, count), sensitive);
        var consequence = isResult ? "The task has run, but its job can't succeed without its result." : "Nothing was stored.";
        return new InvalidPayloadException($"The value at {path} in the {subject} {problem}. {consequence}") { Path = path, IsResult = isResult };
    }

    /// <summary>Refuses a struct that was never given a value.</summary>
    public void NotDefault(bool isDefault)
    {
        if (isDefault) throw Refuse("is default(ImmutableArray), which holds no array. Pass an empty one, or declare it nullable");
    }

    /// <summary>Refuses a sorted set or dictionary whose order is not the default one: the comparer would be lost.</summary>
    public void DefaultOrder<TKey>(IComparer<TKey> comparer)
    {
        if (comparer is null || comparer.Equals(Comparer<TKey>.Default)) return;
        throw Refuse("has a comparer of its own, which JSON does not keep. Pass a collection with the default comparer");
    }

    private void RefuseLocal(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local)
            throw Refuse("is a DateTime of kind Local, which another machine would read as another time of day. Pass value.ToUniversalTime(), or use DateTimeOffset");
    }

    private void CheckDepth(int within = 0)
    {
        if (depth + within >= PayloadLimits.MaxDepth)
            throw Refuse($"is nested deeper than {PayloadLimits.MaxDepth} levels. Is there a cycle? Pass identifiers instead of object graphs");
    }

    private void Begin(byte bracket)
    {
        var place = Place(1);
        place[0] = bracket;
        count++;
        depth++;
        follows = false;
    }

    private void End(byte bracket)
    {
        Reserve(1)[0] = bracket;
        count++;
        depth--;
        follows = true;
    }

    // Room for the next value, after the comma if one is due. Whoever fills it moves the count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Place(int length)
    {
        var room = Reserve(length + 1);
        if (!follows)
        {
            follows = true;
            return room;
        }

        room[0] = (byte)',';
        count++;
        return room[1..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int length)
    {
        if (buffer.Length - count < length) Grow(length);
        return buffer.AsSpan(count);
    }

    private void Grow(int length) => Array.Resize(ref buffer, Math.Max(2 * buffer.Length, count + length));

    private InvalidPayloadException NotFinite(double value)
        => Refuse($"is {value.ToString(CultureInfo.InvariantCulture)}, which JSON has no number for. Check it before you enqueue");
}
