namespace TypedTasks.Shared;

/// <summary>Everything that the generator needs to know about one task; compared by value. A faulty task has a shape too: its stub exists, and throws.</summary>
internal sealed record TaskShape
{
    /// <summary>The stored name, <c>Shop.SendReceipt</c>.</summary>
    public required string TaskName { get; init; }

    /// <summary>The version of the payload's shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Other names under which its jobs may be stored.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The versions that have a method which upgrades them to the next one.</summary>
    public EquatableArray<int> Upgrades { get; init; }

    /// <summary>The versions that <c>Upgrade</c> methods take or give, also those that can't be used, in their order.</summary>
    public EquatableArray<int> NamedVersions { get; init; }

    /// <summary>The namespace of the stub, without <c>global::</c>; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the stub class as C# needs it.</summary>
    public required string StubName { get; init; }

    /// <summary>
    /// The declarations that the stub's members go into, outermost first, if the task is the <c>Run</c> method of a partial class:
    /// <c>static partial class SendReceipt</c>. Empty if the stub is a class of its own.
    /// </summary>
    public required EquatableArray<string> PartialTypes { get; init; }

    /// <summary>Whether other assemblies may call the task.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The method in C#, <c>global::Shop.ReceiptTasks.SendReceiptAsync</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The parameters of the method, in its order.</summary>
    public required EquatableArray<ParameterShape> Parameters { get; init; }

    /// <summary>How the method ends.</summary>
    public required ReturnKind Returns { get; init; }

    /// <summary>The result in C#, with its nullable annotation; null for a task without a result.</summary>
    public string? ResultType { get; init; }

    /// <summary>The result as a payload; null for a task without a result, and for a faulty one.</summary>
    public TypeUse? Result { get; init; }

    /// <summary>Whether the result as a whole is never shown, and encrypted where a key is configured.</summary>
    public bool IsResultSensitive { get; init; }

    /// <summary>The shapes of all types that payload and result are made of.</summary>
    public EquatableArray<TypeShape> Types { get; init; }

    /// <summary>Arguments of <c>[QueueTask]</c> that differ from the defaults, as C# member initializers of a task definition: <c>Queue = "email"</c>.</summary>
    public required EquatableArray<string> Options { get; init; }

    /// <summary>What the task says about exceptions, in the order in which they are tested.</summary>
    public EquatableArray<ExceptionRule> Rules { get; init; }

    /// <summary>The documentation of the stub, without <c>///</c>, in XML.</summary>
    public required TaskDocs Docs { get; init; }

    /// <summary>The arguments of <c>[Obsolete]</c> in C# with parentheses, which may be empty; null if the method isn't obsolete.</summary>
    public string? Obsolete { get; init; }

    /// <summary>The same for <c>[Experimental]</c>.</summary>
    public string? Experimental { get; init; }

    /// <summary>The numbers of warnings that the compiler gives where the task, its types or their members are used.</summary>
    public EquatableArray<string> Warnings { get; init; }

    /// <summary>Whether something of these is obsolete as an error, so that only obsolete code may use it.</summary>
    public bool UsesObsolete { get; init; }

    /// <summary>Whether the task can be generated. If not, the analyzers or the compiler say why.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The stub's full name without <c>global::</c>.</summary>
    public string StubFullName
    {
        get
        {
            var types = PartialTypes.Count == 0 ? StubName : string.Join(".", PartialTypes.Select(type => type.Substring(type.LastIndexOf(' ') + 1)));
            return Namespace.Length == 0 ? types : Namespace + "." + types;
        }
    }
}
