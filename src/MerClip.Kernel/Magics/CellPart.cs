namespace MerClip.Kernel.Magics;

/// <summary>
/// A stretch of a cell: C# code (no command), or a command with its argument and, for those that take the lines after
/// them, that text. Code keeps its lines' places in the cell, so that errors name the right ones.
/// </summary>
sealed record CellPart(string? Command, string Argument, string Text, int Line);
