using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TypedTasks.Payloads;

/// <summary>The names of an enum's values in JSON, and how System.Text.Json combines and reads them. Used by generated code.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <remarks>Combined values are not what <see cref="Enum.ToString()"/> makes of them: there the highest number is taken first and written last, here the value with the most bits comes first in both.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly TypeCode Underlying = Type.GetTypeCode(typeof(TEnum));
    private static readonly bool IsFlags = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false);

    private readonly Field[] fields;
    private readonly Dictionary<ulong, string> single = [];
    private readonly Dictionary<string, List<Field>>.AlternateLookup<ReadOnlySpan<char>> named;

    /// <summary>Makes the table of an enum.</summary>
    /// <param name="given">The values that have another name in JSON than in C#: the name in C#, then the one in JSON.</param>
    public EnumNames(params (string Name, string JsonName)[] given)
    {
        var jsonNames = given.ToDictionary(pair => pair.Name, pair => pair.JsonName, StringComparer.Ordinal);
        var inOrder = Enum.GetNames<TEnum>().Zip(Enum.GetValues<TEnum>(), (name, value) => jsonNames.TryGetValue(name, out var jsonName)
            ? new Field(ToBits(value), jsonName, IsGiven: true)
            : new Field(ToBits(value), name, IsGiven: false));
        fields = IsFlags ? [.. inOrder.OrderByDescending(field => ulong.PopCount(field.Bits))] : [.. inOrder];
        named = new Dictionary<string, List<Field>>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var field in fields)
        {
            single.TryAdd(field.Bits, field.Name);
            if (named.TryGetValue(field.Name, out var sharing)) sharing.Add(field);
            else named[field.Name] = [field];
        }
    }

    /// <summary>The table of an enum whose names in JSON are those in C#.</summary>
    internal static EnumNames<TEnum> Plain { get; } = new();

    /// <summary>The name of a value, or of all that it is made of.</summary>
    /// <returns>Null for a value without a name.</returns>
    internal string? Of(TEnum value)
    {
        var bits = ToBits(value);
        if (!IsFlags || bits == 0) return single.GetValueOrDefault(bits);
        var name = "";
        foreach (var field in fields)
        {
            if (field.Bits == 0 || (bits & field.Bits) != field.Bits) continue;
            name = name.Length == 0 ? field.Name : name + ", " + field.Name;
            bits &= ~field.Bits;
            if (bits == 0) return name;
        }

        return null;
    }

    /// <summary>Reads what <see cref="Of"/> gives, and numbers.</summary>
    internal bool TryParse(ReadOnlySpan<char> text, out TEnum value)
    {
        text = text.Trim();
        if (TryParseNames(text, out var bits))
        {
            value = FromBits(bits);
            return true;
        }

        value = default;
        return IsInteger(text) && Enum.TryParse(text, out value);
    }

    private bool TryParseNames(ReadOnlySpan<char> text, out ulong bits)
    {
        if (Find(text) is { } only)
        {
            bits = only.Bits;
            return true;
        }

        bits = 0;
        if (!text.Contains(',')) return false;
        while (text.Length > 0)
        {
            var comma = text.IndexOf(',');
            if (Find(comma < 0 ? text : text[..comma].TrimEnd()) is not { } field) return false;
            bits |= field.Bits;
            text = comma < 0 ? [] : text[(comma + 1)..].TrimStart();
        }

        return true;
    }

    // A name that was given is read as it is written, one of C# in any case.
    private Field? Find(ReadOnlySpan<char> name)
    {
        if (!named.TryGetValue(name, out var sharing)) return null;
        foreach (var field in sharing)
            if (name.SequenceEqual(field.Name)) return field;
        return sharing.Find(field => !field.IsGiven);
    }

    private static ulong ToBits(TEnum value) => Underlying switch
    {
        TypeCode.SByte => (ulong)Unsafe.BitCast<TEnum, sbyte>(value),
        TypeCode.Byte => Unsafe.BitCast<TEnum, byte>(value),
        TypeCode.Int16 => (ulong)Unsafe.BitCast<TEnum, short>(value),
        TypeCode.UInt16 => Unsafe.BitCast<TEnum, ushort>(value),
        TypeCode.Int32 => (ulong)Unsafe.BitCast<TEnum, int>(value),
        TypeCode.UInt32 => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static TEnum FromBits(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<byte, TEnum>((byte)bits),
        sizeof(ushort) => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        sizeof(uint) => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };

    // What else Enum.TryParse reads are names, of C#.
    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith('+') || text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private sealed record Field(ulong Bits, string Name, bool IsGiven);
}
