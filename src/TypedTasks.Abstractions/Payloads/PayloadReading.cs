using System.ComponentModel;

namespace TypedTasks.Payloads;

/// <summary>Reads a value that the reader stands on. Written by the generator.</summary>
/// <param name="reader">Stands on the first token of the value; is left on the last.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T PayloadReading<out T>(ref PayloadReader reader);
