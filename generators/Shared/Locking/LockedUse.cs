namespace TypedTasks.Shared.Locking;

/// <summary>A type where it is used, as JSON has it: what kind of list it was in C# makes no difference there.</summary>
/// <param name="Kind">Value, list, set or dictionary.</param>
/// <param name="Name">Of a value: <c>int</c>, <c>Shop.Order</c>. Otherwise empty.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Key">The keys of a dictionary.</param>
/// <param name="Element">The elements of a list or set, the values of a dictionary.</param>
internal sealed record LockedUse(LockedUseKind Kind, string Name, bool IsNullable, LockedUse? Key = null, LockedUse? Element = null)
{
    public static LockedUse Value(string name, bool isNullable = false) => new(LockedUseKind.Value, name, isNullable);

    /// <summary>The names of all types in it.</summary>
    public IEnumerable<string> Names
        => Kind == LockedUseKind.Value ? [Name] : (Key?.Names ?? []).Concat(Element?.Names ?? []);

    /// <summary>As the file has it: <c>int?</c>, <c>Shop.Line[]</c>, <c>set(string)</c>, <c>map(string, int[])</c>.</summary>
    public override string ToString()
    {
        var text = Kind switch
        {
            LockedUseKind.List => Element + "[]",
            LockedUseKind.Set => $"set({Element})",
            LockedUseKind.Dictionary => $"map({Key}, {Element})",
            _ => Name,
        };
        return IsNullable ? text + "?" : text;
    }
}
