namespace TypedTasks.Shared;

/// <summary>One of the types of a base class or interface.</summary>
/// <param name="Type">The <see cref="TypeShape.Name"/> of the type; perhaps the base itself.</param>
/// <param name="Text">What the discriminator says, if it is a text.</param>
/// <param name="Number">What it says if it is a number.</param>
internal sealed record UnionCase(string Type, string? Text, int Number)
{
    /// <summary>The discriminator's value in C#.</summary>
    public string Literal => Text is null ? Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : CSharpNames.Literal(Text);
}
