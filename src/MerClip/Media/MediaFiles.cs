namespace MerClip.Media;

/// <summary>The files that an utterance was recorded in. A file that holds both serves both.</summary>
/// <param name="Sound">A file with its voice (<c>.wav</c>, <c>.mp4</c>, …); null if there is none.</param>
/// <param name="Frames">A video, or a folder of PNG or JPEG frames in the order of their names; null if there is none.</param>
public sealed record MediaFiles(string? Sound, string? Frames);
