using MerClip.Data;
using MerClip.Encoders.Clip;
using MerClip.Media;

namespace MerClip.Encoders.Audio;

/// <summary>A voice as pictures of its spectrogram, a second each, through CLIP's image encoder.</summary>
/// <param name="pictures">What is made of a picture.</param>
/// <param name="options">The frames of the spectrogram.</param>
/// <param name="drawing">How they become pictures.</param>
public sealed class SpectrogramEncoder(ClipPictureEncoder pictures, LogMelOptions options, SpectrogramOptions drawing) : IMediaEncoder
{
    readonly LogMel mel = new(options);

    /// <inheritdoc/>
    public int StepWidth => pictures.StepWidth;

    /// <inheritdoc/>
    public string Identity => $"{pictures.Identity} of spectrograms {options} {drawing}";

    /// <inheritdoc/>
    public FeatureSequence? Encode(string path, IDistortion? distortion = null)
    {
        float[] samples = AudioReader.Read(path);
        distortion?.Sound(samples);
        using var frames = mel.Compute(samples);
        return pictures.Encode(SpectrogramImage.Draw(frames, options, drawing));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(double From, double To)>? Times(string path, int steps) => drawing.Seconds is { } seconds
        ? [.. Enumerable.Range(0, steps).Select(i => (i * seconds, (i + 1) * seconds))]
        : null;
}
