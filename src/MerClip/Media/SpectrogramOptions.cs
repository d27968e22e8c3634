namespace MerClip.Media;

/// <summary>How a <see cref="SpectrogramImage"/> draws.</summary>
/// <param name="Size">Columns and rows of a picture.</param>
/// <param name="Seconds">The time that a picture shows; null draws the whole sound in one.</param>
/// <param name="Range">Decibels from black to white.</param>
public sealed record SpectrogramOptions(int Size = 224, double? Seconds = null, double Range = 80);
