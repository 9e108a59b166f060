namespace TypedTasks.Shared;

/// <summary>How a member gets its value when its object is made.</summary>
internal enum MemberAssignment
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>As an argument of the constructor, and again in the object initializer, because C# demands it of a required member.</summary>
    ConstructorAndRequired,

    /// <summary>In the object initializer, because C# demands it: the member is <c>required</c>.</summary>
    Required,

    /// <summary>In the object initializer, because it can't be set later.</summary>
    Init,

    /// <summary>Whenever.</summary>
    Set,
}
