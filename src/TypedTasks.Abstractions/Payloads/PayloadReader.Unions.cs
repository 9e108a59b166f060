using System.Text.Json;

namespace TypedTasks.Payloads;

/// <content>Values of derived types: the first member of their object says which type it is.</content>
public ref partial struct PayloadReader
{
    /// <summary>Whether the object's first member is its discriminator; if so, the reader stands on its value.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="InvalidPayloadException">The value is no object, or its discriminator comes after other members.</exception>
    public bool Discriminated(string name)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Unexpected("an object");
        var ahead = json;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(name))
        {
            ahead.Read();
            json = ahead;
            isEntered = true;
            return true;
        }

        while (ahead.TokenType == JsonTokenType.PropertyName)
        {
            if (ahead.ValueTextEquals(name)) throw Refuse($"has the member '{name}' after others, but it must be the first one");
            ahead.Read();
            ahead.Skip();
            ahead.Read();
        }

        return false;
    }

    /// <summary>Whether the discriminator has this value.</summary>
    public readonly bool IsDiscriminator(string value) => json.TokenType == JsonTokenType.String && json.ValueTextEquals(value);

    /// <summary>Whether the discriminator has this value.</summary>
    public readonly bool IsDiscriminator(int value) => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) && number == value;

    /// <summary>The exception for a discriminator that stands for no type.</summary>
    public readonly InvalidPayloadException UnknownDiscriminator() => Refuse("stands for no type that is listed with [JsonDerivedType]");

    /// <summary>The exception for an object that does not say its type.</summary>
    /// <param name="name">The member that should.</param>
    public readonly InvalidPayloadException LacksDiscriminator(string name) => Refuse($"lacks the member '{name}' that says its type");
}
