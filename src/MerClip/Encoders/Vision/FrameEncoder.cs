using MerClip.Data;
using MerClip.Encoders.Clip;
using MerClip.Media;

namespace MerClip.Encoders.Vision;

/// <summary>Frames of a video, or of a folder of pictures, through CLIP's image encoder: a step a frame.</summary>
/// <param name="pictures">What is made of a frame.</param>
/// <param name="sampling">Which frames are taken.</param>
public sealed class FrameEncoder(ClipPictureEncoder pictures, FrameSampling sampling) : IMediaEncoder
{
    /// <inheritdoc/>
    public int StepWidth => pictures.StepWidth;

    /// <inheritdoc/>
    public string Identity => $"{pictures.Identity} {sampling}";

    /// <inheritdoc/>
    public FeatureSequence? Encode(string path, IDistortion? distortion = null)
    {
        var frames = FrameReader.Read(path, sampling);
        foreach (var frame in frames) distortion?.Frame(frame);
        return pictures.Encode(frames);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(double From, double To)>? Times(string path, int steps) =>
        FrameReader.Times(path, sampling) is { } times && times.Count == steps ? times : null;
}
