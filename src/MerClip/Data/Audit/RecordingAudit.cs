namespace MerClip.Data.Audit;

/// <summary>The recordings of a split, and how long they are, in seconds.</summary>
/// <param name="Split"><c>train</c>, <c>valid</c> or <c>test</c>.</param>
/// <param name="Sound">How many utterances have a sound or a video.</param>
/// <param name="Frames">How many have a video, a picture or a folder of them.</param>
/// <param name="Measured">How many lengths are known: those of all WAV files, and of some of the others.</param>
/// <param name="Shortest">The shortest; 0, as those below, if none is known.</param>
/// <param name="Median">The median.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Longest">The longest.</param>
public sealed record RecordingAudit(
    string Split, int Sound, int Frames, int Measured, double Shortest, double Median, double Mean, double Longest);
