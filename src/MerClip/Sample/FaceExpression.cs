namespace MerClip.Sample;

/// <summary>What the parts of a face do; all 0 is a face at rest.</summary>
/// <param name="MouthCurve">Corners down −1, up 1.</param>
/// <param name="MouthOpen">Closed 0, wide open 1.</param>
/// <param name="MouthWidth">Drawn together −1, stretched 1.</param>
/// <param name="Sneer">How far one side of the upper lip and the nose are drawn up, 0…1.</param>
/// <param name="BrowHeight">Low −1, high 1.</param>
/// <param name="BrowSlant">Inner ends down −1 as in anger, up 1 as in grief.</param>
/// <param name="EyesOpen">Narrow −1, wide 1.</param>
/// <param name="HeadTilt">In radians; bent to one side.</param>
/// <param name="HeadDrop">How far the head hangs, −1…1.</param>
public readonly record struct FaceExpression(double MouthCurve = 0, double MouthOpen = 0, double MouthWidth = 0, double Sneer = 0,
    double BrowHeight = 0, double BrowSlant = 0, double EyesOpen = 0, double HeadTilt = 0, double HeadDrop = 0)
{
    /// <summary>The face of a state. The six are those of Ekman and Friesen (1978).</summary>
    /// <param name="affect">The state.</param>
    public static FaceExpression Of(Affect affect)
    {
        FaceExpression full = affect.Emotion switch
        {
            Emotion.Happy => new(0.7, 0.25, 0.5, 0, 0.1, 0, -0.25),
            Emotion.Sad => new(-0.5, 0, -0.2, 0, 0, 0.9, -0.5, 0.08, 0.7),
            Emotion.Anger => new(-0.3, 0.1, -0.2, 0.1, -0.8, -1, 0.2),
            Emotion.Surprise => new(0, 0.9, -0.6, 0, 1, 0, 0.9, 0, -0.3),
            Emotion.Disgust => new(-0.4, 0.05, 0.1, 1, -0.5, -0.4, -0.6, -0.08, -0.3),
            Emotion.Fear => new(-0.25, 0.4, 0.7, 0, 0.7, 0.8, 0.8, 0, 0.1),
            _ => default,
        };
        var shown = full.Times(0.25 + 0.25 * affect.Strength);
        return shown with
        {
            MouthCurve = shown.MouthCurve + 0.17 * affect.Valence,
            MouthOpen = Math.Max(0, shown.MouthOpen + 0.1 * affect.Arousal),
            EyesOpen = shown.EyesOpen + 0.25 * affect.Arousal,
        };
    }

    /// <summary>The expression, more or less of it.</summary>
    internal FaceExpression Times(double factor) => new(factor * MouthCurve, factor * MouthOpen, factor * MouthWidth, factor * Sneer,
        factor * BrowHeight, factor * BrowSlant, factor * EyesOpen, factor * HeadTilt, factor * HeadDrop);

    /// <summary>The expression on somebody's face at one moment: with the resting face, and no two moments the same.</summary>
    internal FaceExpression On(Speaker speaker, Random random) => new(
        Math.Clamp(MouthCurve + speaker.RestingMouth + random.Normal(0, 0.06), -1, 1),
        Math.Clamp(MouthOpen + Math.Abs(random.Normal(0, 0.12)), 0, 1), // people speak
        Math.Clamp(MouthWidth + random.Normal(0, 0.08), -1, 1),
        Math.Clamp(Sneer + random.Normal(0, 0.05), 0, 1),
        Math.Clamp(BrowHeight + speaker.RestingBrows + random.Normal(0, 0.06), -1, 1),
        Math.Clamp(BrowSlant + random.Normal(0, 0.08), -1, 1),
        Math.Clamp(EyesOpen + random.Normal(0, 0.1), -1, 1),
        HeadTilt + random.Normal(0, 0.05),
        Math.Clamp(HeadDrop + random.Normal(0, 0.15), -1, 1));
}
