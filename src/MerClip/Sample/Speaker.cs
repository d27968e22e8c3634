namespace MerClip.Sample;

/// <summary>Somebody made up: a face, a voice, and how much both show.</summary>
public sealed record Speaker
{
    static readonly (byte R, byte G, byte B)[] Skins =
        [(255, 219, 190), (241, 194, 150), (224, 172, 125), (198, 134, 88), (150, 95, 60), (105, 68, 48)];

    static readonly (byte R, byte G, byte B)[] Hairs =
        [(30, 24, 22), (66, 42, 28), (110, 72, 40), (176, 130, 70), (222, 190, 120), (150, 60, 30), (165, 165, 170)];

    /// <summary>The colour of the skin.</summary>
    public (byte R, byte G, byte B) Skin { get; private init; }

    /// <summary>The colour of hair and brows.</summary>
    public (byte R, byte G, byte B) Hair { get; private init; }

    /// <summary>The colour of the clothes.</summary>
    public (byte R, byte G, byte B) Clothes { get; private init; }

    /// <summary>The colour of the wall behind.</summary>
    public (byte R, byte G, byte B) Wall { get; private init; }

    /// <summary>Size of the head, 1 on average.</summary>
    public double HeadSize { get; private init; }

    /// <summary>Width of the head against its height, 1 on average.</summary>
    public double HeadWidth { get; private init; }

    /// <summary>How far the hair reaches, 0 to the ears, 1 to the shoulders.</summary>
    public double HairLength { get; private init; }

    /// <summary>Whether glasses are worn.</summary>
    public bool Glasses { get; private init; }

    /// <summary>What the mouth does at rest: corners down −1, up 1.</summary>
    public double RestingMouth { get; private init; }

    /// <summary>What the brows do at rest: low −1, high 1.</summary>
    public double RestingBrows { get; private init; }

    /// <summary>How much of a feeling the face shows, 1 on average.</summary>
    public double FaceExpressiveness { get; private init; }

    /// <summary>The voice's usual pitch in Hz.</summary>
    public double Pitch { get; private init; }

    /// <summary>The formants against those of an average vocal tract; short ones have higher.</summary>
    public double Formants { get; private init; }

    /// <summary>Syllables a second.</summary>
    public double Tempo { get; private init; }

    /// <summary>Usual loudness in dB against the average.</summary>
    public double Loudness { get; private init; }

    /// <summary>Breath in the voice, 0…1.</summary>
    public double Breath { get; private init; }

    /// <summary>How much of a feeling the voice shows, 1 on average.</summary>
    public double VoiceExpressiveness { get; private init; }

    /// <summary>Makes somebody up.</summary>
    /// <param name="random">Random numbers.</param>
    public static Speaker Draw(Random random)
    {
        double size = random.NextDouble(); // of the body: small people have high voices
        return new Speaker
        {
            Skin = random.Pick(Skins),
            Hair = random.Pick(Hairs),
            Clothes = Colour(random, 30, 220),
            Wall = Colour(random, 90, 230),
            HeadSize = random.Between(0.9, 1.1),
            HeadWidth = random.Between(0.9, 1.1),
            HairLength = random.NextDouble(),
            Glasses = random.Happens(0.25),
            RestingMouth = random.Normal(0, 0.15),
            RestingBrows = random.Normal(0, 0.15),
            FaceExpressiveness = random.Between(0.75, 1.25),
            Pitch = 230 - 130 * size + random.Normal(0, 12),
            Formants = 1.15 - 0.25 * size + random.Normal(0, 0.02),
            Tempo = random.Between(3.6, 4.8),
            Loudness = random.Normal(0, 1.5),
            Breath = random.Between(0.02, 0.2),
            VoiceExpressiveness = random.Between(0.75, 1.25),
        };
    }

    static (byte, byte, byte) Colour(Random random, int least, int most) =>
        ((byte)random.Next(least, most), (byte)random.Next(least, most), (byte)random.Next(least, most));
}
