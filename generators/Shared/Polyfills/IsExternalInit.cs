using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 code have init-only members.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
