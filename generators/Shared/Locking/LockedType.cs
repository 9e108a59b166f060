namespace TypedTasks.Shared.Locking;

/// <summary>A named type of a payload.</summary>
/// <param name="Name">The type as the code of its time called it, <c>Shop.Order</c>.</param>
internal abstract record LockedType(string Name);

/// <summary>A class, record or struct; a JSON object.</summary>
/// <param name="Name">The type.</param>
/// <param name="Members">Its members, in the order of their names.</param>
internal sealed record LockedObject(string Name, EquatableArray<LockedMember> Members) : LockedType(Name)
{
    /// <summary>How values of derived types are told apart; null if there are none.</summary>
    public LockedUnion? Union { get; init; }
}

/// <summary>An enum.</summary>
/// <param name="Name">The type.</param>
/// <param name="Underlying">The number underneath: <c>int</c>.</param>
/// <param name="IsStoredByName">Whether JSON has the names instead of the numbers.</param>
/// <param name="Values">The names with their numbers, in the order of the names.</param>
internal sealed record LockedEnum(string Name, string Underlying, bool IsStoredByName, EquatableArray<EnumValue> Values) : LockedType(Name);

/// <summary>A type whose JSON the file does not describe, because the user's own code writes it.</summary>
/// <param name="Name">The type.</param>
internal sealed record LockedOpaque(string Name) : LockedType(Name);
