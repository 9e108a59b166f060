using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>All that decisions about the tasks of a program depend on, and the decisions made so far. Several compilations share one if only bodies differ.</summary>
internal sealed class ProgramOutline
{
    private readonly string? _name;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    private volatile SyntaxTree[] _files;

    public ProgramOutline(Compilation compilation, SyntaxTree[] files)
    {
        _name = compilation.AssemblyName;
        _options = compilation.Options;
        _references = [.. compilation.References];
        _files = files;
    }

    /// <summary>The decisions, by the number of the attribute's file and its place in that file's outline.</summary>
    public ConcurrentDictionary<(int File, int Place), TaskDecision> Decisions { get; } = new();

    /// <summary>Whether every decision holds for that compilation too. If so its files replace those kept here, and the older ones can be forgotten.</summary>
    public bool Covers(Compilation compilation, SyntaxTree[] files, CancellationToken cancellationToken)
    {
        var known = _files;
        if (files.Length != known.Length || compilation.AssemblyName != _name || !compilation.Options.Equals(_options)) return false;
        if (!compilation.References.SequenceEqual(_references)) return false;
        for (var i = 0; i < files.Length; i++)
            if (!FileOutline.AreEqual(known[i], files[i], cancellationToken)) return false;

        _files = files;
        return true;
    }
}
