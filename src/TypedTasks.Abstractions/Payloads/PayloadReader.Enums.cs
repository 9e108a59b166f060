using System.Text;
using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Enums that are stored by name.</content>
public ref partial struct PayloadReader
{
    private const int LongestNameOnStack = 128;

    /// <summary>Reads an enum from its name; from a number too, which a value without a name has.</summary>
    public readonly TEnum ReadEnumName<TEnum>()
        where TEnum : struct, Enum
        => ReadEnumName(EnumNames<TEnum>.Plain);

    /// <summary>Reads an enum from its name; from a number too, which a value without a name has.</summary>
    public readonly TEnum ReadEnumName<TEnum>(EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        var isRead = json.TokenType == JsonTokenType.String ? TryReadName(names, out var value) : TryReadNumber(out value);
        return isRead ? value : throw Unexpected($"the name of a {typeof(TEnum).Name}");
    }

    /// <summary>Takes a dictionary key that is the name or number of an enum's value and goes on to its value.</summary>
    public TEnum EnumKey<TEnum>()
        where TEnum : struct, Enum
        => EnumKey(EnumNames<TEnum>.Plain);

    /// <summary>Takes a dictionary key that is the name or number of an enum's value and goes on to its value.</summary>
    public TEnum EnumKey<TEnum>(EnumNames<TEnum> names)
        where TEnum : struct, Enum
        => names.TryParse(Key(), out var key) ? key : throw UnexpectedKey(typeof(TEnum));

    private readonly bool TryReadName<TEnum>(EnumNames<TEnum> names, out TEnum value)
        where TEnum : struct, Enum
    {
        var place = json.ValueSpan.Length <= LongestNameOnStack ? stackalloc char[LongestNameOnStack] : new char[json.ValueSpan.Length];
        return names.TryParse(place[..json.CopyString(place)], out value);
    }

    private readonly bool TryReadNumber<TEnum>(out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return json.TokenType == JsonTokenType.Number && Enum.TryParse(Encoding.UTF8.GetString(json.ValueSpan), out value);
    }
}
