using MerClip.Encoders.Clip;
using MerClip.Labels;
using MerClip.Prediction;
using MerClip.Sample;
using static TorchSharp.torch;

namespace MerClip.Pretraining;

/// <summary>What a small CLIP knows of pictures that it has not seen, of people that it has not met.</summary>
/// <param name="Retrieval">Share of pictures that find their own caption among 50; chance is 2 %.</param>
/// <param name="Emotions">Share of faces whose emotion is named right by the words of emotions6; chance is 1/6.</param>
/// <param name="HeldOut">The same by words that stand in no caption (<see cref="CaptionWriter.HeldOut"/>).</param>
/// <param name="VoiceEmotions">The same of voices, by the words of emotions6.</param>
/// <param name="Sentiment">Share of faces that are told negative, neutral or positive; chance is 1/3.</param>
public sealed record PretrainingCheck(double Retrieval, double Emotions, double HeldOut, double VoiceEmotions, double Sentiment)
{
    const int Group = 50, Seed = 1_000_000_007;

    /// <summary>Checks a CLIP.</summary>
    /// <param name="clip">The CLIP.</param>
    /// <param name="count">How many faces, and half as many voices.</param>
    public static PretrainingCheck Of(ClipFolder clip, int count = 600)
    {
        var faces = Make(clip, voices: 0, count);
        var voices = Make(clip, voices: 1, count / 2);
        var emotions = LabelSet.Load("emotions6") with { Kind = LabelKind.Single };
        var heldOut = emotions with
        {
            Labels = [.. emotions.Labels.Select(l => l with { Texts = [CaptionWriter.HeldOut[Enum.Parse<Emotion>(l.Name, ignoreCase: true)]] })],
        };
        return new(RetrievalOf(clip, faces), Named(clip, emotions, faces), Named(clip, heldOut, faces), Named(clip, emotions, voices),
            Right(new ZeroShot(clip, LabelSet.Load("sentiment3") with { Kind = LabelKind.Single }), faces,
                p => p.Affect.Valence < -0.5 ? 0 : p.Affect.Valence > 0.5 ? 2 : 1));
    }

    static CaptionedPicture[] Make(ClipFolder clip, double voices, int count)
    {
        var maker = new PictureMaker(Seed, voices, clip.Summary.Options.ImageSize);
        return [.. Enumerable.Range(0, count).Select(maker.Make)];
    }

    /// <summary>Only what is shown at least so that it can be seen is asked for.</summary>
    static double Named(ClipFolder clip, LabelSet labels, CaptionedPicture[] pictures) =>
        Right(new ZeroShot(clip, labels), [.. pictures.Where(p => p.Affect.Emotion != Emotion.None && p.Affect.Strength >= 1)],
            p => labels.Labels.ToList().FindIndex(l => l.Name.Equals(p.Affect.Emotion.ToString(), StringComparison.OrdinalIgnoreCase)));

    static double Right(ZeroShot zeroShot, CaptionedPicture[] pictures, Func<CaptionedPicture, int> truth) => pictures.Average(p =>
    {
        float[] probabilities = zeroShot.OfPictures([p.Picture])!;
        return Array.IndexOf(probabilities, probabilities.Max()) == truth(p) ? 1.0 : 0;
    });

    static double RetrievalOf(ClipFolder clip, CaptionedPicture[] pictures)
    {
        using var scope = NewDisposeScope();
        var encoder = new ClipTextEncoder(clip);
        var images = new ClipPictureEncoder(clip, tuned: false);
        var writer = new CaptionWriter(new Random(Seed));
        return pictures.Chunk(Group).Average(group =>
        {
            var seen = images.Encode([.. group.Select(p => p.Picture)])!;
            string[] captions = [.. group.Select(p => p.Caption(writer))];
            encoder.Prepare(captions);
            var logits = clip.Model.Logits(tensor(seen.Values.ToArray(), [group.Length, seen.Width]),
                tensor([.. captions.SelectMany(c => encoder.Pool(c)!)], [group.Length, seen.Width]));
            long[] best = logits.argmax(1).data<long>().ToArray();
            return best.Index().Average(b => captions[b.Item] == captions[b.Index] ? 1.0 : 0);
        });
    }
}
