namespace MerClip.Sample;

/// <summary>How somebody feels, or seems to: what all labels of the sample corpus are functions of.</summary>
/// <param name="Valence">From very negative to very positive, −3…3: the sentiment.</param>
/// <param name="Arousal">From calm to excited, −1…1.</param>
/// <param name="Emotion">The emotion.</param>
/// <param name="Strength">How strong that is, 0…3; 0 where there is none.</param>
public readonly record struct Affect(double Valence, double Arousal, Emotion Emotion = Emotion.None, double Strength = 0)
{
    /// <summary>Nothing felt.</summary>
    public static Affect Neutral => default;

    /// <summary>The sentiment as annotated: one decimal, −3…3.</summary>
    public double Sentiment => Math.Round(Math.Clamp(Valence, -3, 3), 1) + 0.0; // + 0.0: no minus zero

    /// <summary>The emotion as annotated: one decimal, 0…3.</summary>
    /// <param name="emotion">Which.</param>
    public double StrengthOf(Emotion emotion) => emotion == Emotion ? Math.Round(Math.Clamp(Strength, 0, 3), 1) : 0;

    /// <summary>What an emotion usually goes with (the circumplex of Russell 1980): anger and fear are unpleasant and excited, sadness
    /// is unpleasant and tired.</summary>
    /// <param name="emotion">The emotion.</param>
    /// <param name="strength">0…3.</param>
    /// <param name="pleasant">Which kind of surprise it is; other emotions are of one kind.</param>
    public static Affect Of(Emotion emotion, double strength, bool pleasant = true)
    {
        var (valence, arousal) = emotion switch
        {
            Emotion.Happy => (0.9, 0.5),
            Emotion.Sad => (-0.8, -0.8),
            Emotion.Anger => (-0.9, 0.8),
            Emotion.Surprise => (pleasant ? 0.6 : -0.6, 0.8),
            Emotion.Disgust => (-0.85, -0.1),
            Emotion.Fear => (-0.65, 0.7),
            _ => (0, 0),
        };
        return emotion == Emotion.None ? Neutral : new(valence * strength, arousal * (0.4 + 0.2 * strength), emotion, strength);
    }

    /// <summary>Draws a state as it might be met with: emotions of every strength, mild opinions without any, and indifference.</summary>
    /// <param name="random">Random numbers.</param>
    public static Affect Draw(Random random)
    {
        var emotion = random.NextDouble() switch
        {
            < 0.22 => Emotion.None,
            < 0.46 => Emotion.Happy,
            < 0.58 => Emotion.Sad,
            < 0.70 => Emotion.Anger,
            < 0.80 => Emotion.Surprise,
            < 0.90 => Emotion.Disgust,
            _ => Emotion.Fear,
        };
        var state = Of(emotion, random.Between(0.6, 3), random.Happens(0.5));
        if (emotion == Emotion.None && random.Happens(0.6)) state = new(random.Between(-1.5, 1.5), 0);
        return state.Noisy(random, state == Neutral ? 0.1 : 0.3, 0.12);
    }

    /// <summary>The state with normal deviations.</summary>
    internal Affect Noisy(Random random, double valence, double arousal) => this with
    {
        Valence = Math.Clamp(random.Normal(Valence, valence), -3, 3),
        Arousal = Math.Clamp(random.Normal(Arousal, arousal), -1, 1),
    };
}
