using MerClip.Encoders.Clip;
using MerClip.Media;
using MerClip.Sample;

namespace MerClip.Pretraining;

/// <summary>Makes up pictures of one state each: the face of somebody, or the spectrogram of a voice.</summary>
/// <param name="seed">Fixes them.</param>
/// <param name="voices">Share of voices.</param>
/// <param name="size">Rows and columns of a picture; faces are drawn at the size of the sample corpus and made smaller, as a CLIP does it.</param>
public sealed class PictureMaker(int seed, double voices, int size)
{
    static readonly LogMelOptions MelOptions = new();

    readonly LogMel mel = new(MelOptions);

    /// <summary>A picture.</summary>
    /// <param name="index">Which; the same one each time.</param>
    public CaptionedPicture Make(int index)
    {
        var random = Chance.Of(seed, 7, index);
        var affect = Affect.Draw(random);
        var speaker = Speaker.Draw(random);
        return random.Happens(voices)
            ? new CaptionedPicture(Voice(speaker, affect, random), affect, IsVoice: true)
            : new CaptionedPicture(Face(speaker, affect, random), affect, IsVoice: false);
    }

    RgbImage Face(Speaker speaker, Affect affect, Random random) => new ClipImagePreprocessor(size).Square(FaceDrawing.Draw(speaker,
        FaceExpression.Of(affect).Times(speaker.FaceExpressiveness * random.Between(0.6, 1)).On(speaker, random), Lighting.Draw(random), random));

    /// <summary>A second, as the spectrogram encoder cuts voices.</summary>
    RgbImage Voice(Speaker speaker, Affect affect, Random random)
    {
        var style = VoiceStyle.Of(affect).Times(speaker.VoiceExpressiveness);
        using var steps = mel.Compute(new VoiceSynthesis(speaker, style, random).Speak(random.Between(1.5, 2.5)));
        var pictures = SpectrogramImage.Draw(steps, MelOptions, new SpectrogramOptions(size, Seconds: 1));
        return pictures[random.Next(Math.Max(1, pictures.Count - 1))]; // the last may be mostly empty
    }
}
