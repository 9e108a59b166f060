using System.Buffers;
using System.ComponentModel;

namespace TypedTasks;

/// <summary>Writes what is to stand in the place of a sensitive value.</summary>
/// <param name="value">The value's JSON in UTF-8.</param>
/// <param name="place">Where it stands: bytes that no other place of any text has.</param>
/// <param name="output">Takes one JSON value.</param>
/// <returns>Null if it was written. If it can't be, why: continues "The value at $.x …", without a full stop and without the value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate string? SensitiveRewrite(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place, IBufferWriter<byte> output);
