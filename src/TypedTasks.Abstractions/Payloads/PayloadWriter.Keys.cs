using System.Globalization;

namespace TypedTasks.Payloads;

/// <content>Dictionary keys other than texts, integers, GUIDs and enums: written as their values are, as a text.</content>
public sealed partial class PayloadWriter
{
    // As the writer of values has them.
    private const string DateTimeFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";
    private const string DateTimeOffsetFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";

    /// <summary>Writes a dictionary key; with a capital, other than the value.</summary>
    public void Member(bool key) => Member(key ? "True" : "False");

    /// <summary>Writes a dictionary key.</summary>
    public void Member(char key) => Member(key.ToString());

    /// <summary>Writes a dictionary key.</summary>
    public void Int128Member(Int128 key) => WriteKey(key, "");

    /// <summary>Writes a dictionary key.</summary>
    public void UInt128Member(UInt128 key) => WriteKey(key, "");

    /// <summary>Writes a dictionary key that is finite.</summary>
    public void HalfMember(Half key) => WriteKey(Half.IsFinite(key) ? key : throw NotFinite((double)key), "");

    /// <summary>Writes a dictionary key that is finite.</summary>
    public void Member(float key) => WriteKey(float.IsFinite(key) ? key : throw NotFinite(key), "");

    /// <summary>Writes a dictionary key that is finite.</summary>
    public void Member(double key) => WriteKey(double.IsFinite(key) ? key : throw NotFinite(key), "");

    /// <summary>Writes a dictionary key.</summary>
    public void Member(decimal key) => WriteKey(key, "");

    /// <summary>Writes a dictionary key of kind UTC or unspecified.</summary>
    public void Member(DateTime key)
    {
        RefuseLocal(key);
        WriteKey(key, DateTimeFormat);
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(DateTimeOffset key) => WriteKey(key, DateTimeOffsetFormat);

    /// <summary>Writes a dictionary key.</summary>
    public void Member(DateOnly key) => WriteKey(key, "O");

    /// <summary>Writes a dictionary key.</summary>
    public void Member(TimeOnly key) => WriteKey(key.ToTimeSpan(), "c");

    /// <summary>Writes a dictionary key.</summary>
    public void Member(TimeSpan key) => WriteKey(key, "c");

    /// <summary>Writes a dictionary key as it was given.</summary>
    public void Member(Uri key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Member(key.OriginalString);
    }

    /// <summary>Writes a dictionary key.</summary>
    public void Member(Version key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Member(key.ToString());
    }

    private void WriteKey<TKey>(TKey key, string format)
        where TKey : ISpanFormattable
    {
        Span<char> text = stackalloc char[64];
        key.TryFormat(text, out var length, format, CultureInfo.InvariantCulture); // 64 characters hold every number and time
        WriteText(text[..length]);
        EndName();
    }
}
