namespace TypedTasks.Shared.Locking;

/// <summary>How the code differs from the lock file.</summary>
internal enum ChangeKind
{
    /// <summary>A task that the file does not know.</summary>
    TaskAdded,

    /// <summary>A parameter or member that JSON may lack.</summary>
    OptionalAdded,

    /// <summary>A parameter or member may now be missing, or is something else when it is.</summary>
    DefaultChanged,

    /// <summary>A value of an enum that is stored as number.</summary>
    EnumValueAdded,

    /// <summary>Something that JSON does not show.</summary>
    WithoutEffect,

    /// <summary>A version that the file does not know.</summary>
    VersionAdded,

    /// <summary>Another name; payloads with the old one are still read.</summary>
    RenamedReadably,

    /// <summary>Values are now accepted that the previous build refuses.</summary>
    AcceptsMore,

    /// <summary>A parameter or member is stored encrypted that was not, or the other way round.</summary>
    SensitivityChanged,

    /// <summary>A parameter or member is gone.</summary>
    Removed,

    /// <summary>A parameter or member no longer takes one of its former names.</summary>
    FormerNameRemoved,

    /// <summary>A derived type is no longer listed, or has another discriminator.</summary>
    DerivedTypeRemoved,

    /// <summary>A base class of derived types, which had values of its own.</summary>
    MadeAbstract,

    /// <summary>A parameter or member that JSON must have.</summary>
    RequiredAdded,

    /// <summary>JSON could lack it and now must have it.</summary>
    MadeRequired,

    /// <summary>Another type.</summary>
    Retyped,

    /// <summary>Null is no longer accepted.</summary>
    NullRefused,

    /// <summary>A value of an enum has another number.</summary>
    EnumRenumbered,

    /// <summary>A value of an enum is gone, or has another name where names are stored.</summary>
    EnumValueRemoved,

    /// <summary>A task, or a name of one, is gone.</summary>
    TaskLost,

    /// <summary>The result can't be read as before.</summary>
    ResultChanged,

    /// <summary>The version is not the file's latest one nor the one after it.</summary>
    VersionOutOfOrder,

    /// <summary>An <c>Upgrade</c> method names an older version that the file does not have.</summary>
    VersionLost,

    /// <summary>An older version can't be turned into the next one.</summary>
    UpgradeMissing,

    /// <summary>An alias is the name of another task of the file, whose jobs can't be read.</summary>
    AliasUnreadable,
}
