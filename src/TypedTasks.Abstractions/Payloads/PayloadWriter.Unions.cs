namespace TypedTasks.Payloads;

/// <content>Values of derived types: the first member of their object says which type it is.</content>
public sealed partial class PayloadWriter
{
    private string discriminatorName = "";
    private string? discriminatorText;
    private int discriminatorNumber;
    private bool isDiscriminated;

    /// <summary>Puts a discriminator into the object that comes next.</summary>
    public void Discriminate(string name, string value)
    {
        (discriminatorName, discriminatorText) = (name, value);
        isDiscriminated = true;
    }

    /// <summary>Puts a discriminator into the object that comes next.</summary>
    public void Discriminate(string name, int value)
    {
        (discriminatorName, discriminatorText, discriminatorNumber) = (name, null, value);
        isDiscriminated = true;
    }

    /// <summary>The exception for a value of a type that its base does not list.</summary>
    /// <typeparam name="T">The base.</typeparam>
    public InvalidPayloadException Unlisted<T>(T value)
        where T : class
    {
        NotNull(value);
        return Refuse($"is declared as {typeof(T)} but holds a {value.GetType()}, which {typeof(T).Name} does not list. Add [JsonDerivedType(typeof({value.GetType().Name}), \"...\")] to {typeof(T).Name}");
    }

    private void WriteDiscriminator()
    {
        isDiscriminated = false;
        Member(discriminatorName);
        if (discriminatorText is null) WriteInt32(discriminatorNumber);
        else WriteString(discriminatorText);
    }
}
