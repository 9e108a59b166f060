using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>All that decisions about the tasks of a program depend on, and the decisions made so far. Several compilations share one if only bodies differ.</summary>
internal sealed class ProgramOutline
{
    private readonly string? _name;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    private readonly ConcurrentDictionary<(int File, int Place), KnownDecision> _decisions = new();
    private volatile SyntaxTree[] _files;

    public ProgramOutline(Compilation compilation, SyntaxTree[] files, StubTable stubs)
    {
        Stubs = stubs;
        _name = compilation.AssemblyName;
        _options = compilation.Options;
        _references = [.. compilation.References];
        _files = files;
    }

    /// <summary>Which task keeps which stub's name.</summary>
    public StubTable Stubs { get; }

    /// <summary>A decision.</summary>
    /// <param name="file">The number of the attribute's file.</param>
    /// <param name="place">The attribute's place in that file's outline.</param>
    /// <param name="decide">Asked if there is none yet.</param>
    public TaskDecision Decision(int file, int place, Func<KnownDecision> decide) => _decisions.GetOrAdd((file, place), _ => decide()).Decision;

    /// <summary>Whether every decision holds for that compilation too. If so its files replace those kept here, and the older ones can be forgotten.</summary>
    public bool Covers(Compilation compilation, SyntaxTree[] files, CancellationToken cancellationToken)
    {
        var known = _files;
        if (!IsSameProject(compilation, files)) return false;
        for (var i = 0; i < files.Length; i++)
            if (!FileOutline.AreEqual(known[i], files[i], cancellationToken)) return false;

        _files = files;
        return true;
    }

    /// <summary>The outline of that compilation with the decisions that hold for it too; null if none may.</summary>
    public ProgramOutline? After(Compilation compilation, SyntaxTree[] files, CancellationToken cancellationToken)
    {
        var known = _files;
        if (!IsSameProject(compilation, files) || DataEdit.Between(known, files, compilation, cancellationToken) is not { } edit) return null;
        var next = new ProgramOutline(compilation, files, Stubs); // names of tasks and stubs are no data
        foreach (var decision in _decisions)
            if (!edit.Files.Contains(decision.Key.File) && !edit.Files.Overlaps(decision.Value.Files)) next._decisions.TryAdd(decision.Key, decision.Value);
        return next;
    }

    private bool IsSameProject(Compilation compilation, SyntaxTree[] files)
        => files.Length == _files.Length && compilation.AssemblyName == _name && compilation.Options.Equals(_options) && compilation.References.SequenceEqual(_references);
}
