using MerClip.Data;
using MerClip.Media;

namespace MerClip.Sample;

/// <summary>
/// One made-up utterance: what is felt, and what words, voice and face each let see of it. Images and sound are made when they are
/// asked for, the same each time.
/// </summary>
public sealed class SampleUtterance
{
    readonly SampleOptions options;
    readonly int index;

    internal SampleUtterance(SampleOptions options, int index, int speaker, int clip, Split split)
    {
        (this.options, this.index, Split) = (options, index, split);
        (Video, Clip) = ($"speaker{speaker + 1:00}", $"{clip + 1}");
        Speaker = Speaker.Draw(Chance.Of(options.Seed, 1, speaker));
        var random = Chance.Of(options.Seed, 2, index);
        Disagreement = random.Happens(options.Disagreeing) ? (Disagreement)random.Next(1, 4) : Disagreement.None;
        Felt = Affect.Draw(random);
        (Said, Heard, Seen) = (Felt, Felt, Felt);
        switch (Disagreement)
        {
            case Disagreement.Sarcasm:
                Felt = Heard = Seen = Negative(random, 1.2, 3);
                Said = new(-Felt.Valence, 0.2, random.Happens(0.4) ? Emotion.Happy : Emotion.None, random.Between(1, 3));
                break;
            case Disagreement.PoliteSmile:
                Felt = Said = Heard = Negative(random, 0.8, 2);
                Seen = Affect.Of(Emotion.Happy, random.Between(1, 2));
                break;
            case Disagreement.Deadpan:
                Heard = Seen = new(0.1 * Felt.Valence, -0.2);
                break;
        }
        // Each modality tells its part: words the sentiment best, the voice how excited somebody is, the face the emotion.
        Said = Part(random, Said, 0.7, 0.3, 0.75);
        Heard = Part(random, Heard, 1.2, 0.15, 0.6);
        Seen = Part(random, Seen, 0.9, 0.25, 0.7);
        Text = new SentenceWriter(random).Write(Said);
    }

    /// <summary>The split that its speaker is in.</summary>
    public Split Split { get; }

    /// <summary>The video: one for each speaker.</summary>
    public string Video { get; }

    /// <summary>The clip's name within the video, from <c>1</c>.</summary>
    public string Clip { get; }

    /// <summary>Who speaks.</summary>
    public Speaker Speaker { get; }

    /// <summary>How the modalities contradict each other.</summary>
    public Disagreement Disagreement { get; }

    /// <summary>What is felt: the truth that labels state.</summary>
    public Affect Felt { get; }

    /// <summary>What the words by themselves express.</summary>
    public Affect Said { get; }

    /// <summary>What the voice by itself expresses.</summary>
    public Affect Heard { get; }

    /// <summary>What the face by itself expresses.</summary>
    public Affect Seen { get; }

    /// <summary>The transcript.</summary>
    public string Text { get; }

    /// <summary><c>Negative</c>, <c>Neutral</c> or <c>Positive</c>: the sign of the sentiment.</summary>
    public string Annotation => Felt.Sentiment < 0 ? "Negative" : Felt.Sentiment > 0 ? "Positive" : "Neutral";

    /// <summary>The face over time: an expression comes, is at its strongest, and goes.</summary>
    /// <returns>As many images as the options say, in order.</returns>
    public IReadOnlyList<RgbImage> Frames()
    {
        var random = Chance.Of(options.Seed, 3, index);
        var light = Lighting.Draw(random);
        var full = FaceExpression.Of(Seen).Times(Speaker.FaceExpressiveness);
        double strongest = random.Between(0.3, 0.7);
        return [.. Enumerable.Range(0, options.Frames).Select(i =>
        {
            double away = ((i + 0.5) / options.Frames - strongest) / 0.5;
            return FaceDrawing.Draw(Speaker, full.Times(Math.Max(0.3, 1 - 0.6 * away * away)).On(Speaker, random), light, random,
                options.FrameSize);
        })];
    }

    /// <summary>The voice; longer for longer transcripts.</summary>
    /// <returns>1.5 to 3 seconds of samples from −1 to 1 at <see cref="VoiceSynthesis.SampleRate"/>.</returns>
    public float[] Voice()
    {
        var random = Chance.Of(options.Seed, 4, index);
        var style = VoiceStyle.Of(Heard).Times(Speaker.VoiceExpressiveness);
        return new VoiceSynthesis(Speaker, style, random).Speak(Math.Clamp(1.2 + 0.08 * Text.Split(' ').Length, 1.5, 3));
    }

    static Affect Negative(Random random, double least, double most) =>
        Affect.Of(random.Pick([Emotion.Sad, Emotion.Anger, Emotion.Disgust, Emotion.Fear]), random.Between(least, most)).Noisy(random, 0.2, 0.1);

    // The emotion may not show at all; where it does, its strength is not quite right.
    static Affect Part(Random random, Affect whole, double valence, double arousal, double shows)
    {
        var part = whole.Noisy(random, valence, arousal);
        return whole.Emotion != Emotion.None && random.Happens(shows)
            ? part with { Strength = Math.Clamp(random.Normal(whole.Strength, 0.4), 0.3, 3) }
            : part with { Emotion = Emotion.None, Strength = 0 };
    }
}
