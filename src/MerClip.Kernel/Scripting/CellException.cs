namespace MerClip.Kernel.Scripting;

/// <summary>A cell cannot be run as it is written: a magic command, an import, a reference. The message is for the user.</summary>
sealed class CellException(string message) : Exception(message);
