namespace MerClip.Sample;

/// <summary>
/// Speaks: a glottal pulse and breath through resonators of a vocal tract (Klatt 1980), vowel after vowel. It says no words; it
/// has the melody, loudness, tempo and timbre of somebody who does.
/// </summary>
public sealed class VoiceSynthesis
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 16000;

    const int Step = 80; // samples between two looks at melody and vowel: 5 ms

    // The formants of vowels in Hz, those of an average adult.
    static readonly (double First, double Second, double Third)[] Vowels =
        [(300, 2300, 3000), (430, 2050, 2750), (560, 1850, 2550), (720, 1250, 2550), (600, 900, 2500), (350, 900, 2350), (500, 1450, 2450)];

    readonly Speaker speaker;
    readonly VoiceStyle style;
    readonly Random random;
    readonly Resonator[] tract = [new(), new(), new(), new()];
    readonly List<Syllable> syllables = [];
    readonly double trembling;

    sealed record Syllable(double Start, double Length, int Vowel, double Accent, bool Hiss, bool Pause);

    /// <summary>Makes ready to speak.</summary>
    /// <param name="speaker">Who.</param>
    /// <param name="style">In which way.</param>
    /// <param name="random">Random numbers.</param>
    public VoiceSynthesis(Speaker speaker, VoiceStyle style, Random random)
    {
        (this.speaker, this.style, this.random) = (speaker, style, random);
        trembling = random.Between(5, 7);
    }

    /// <summary>Speaks.</summary>
    /// <param name="seconds">How long.</param>
    /// <returns>Samples from −1 to 1 at <see cref="SampleRate"/>.</returns>
    public float[] Speak(double seconds)
    {
        Plan(seconds);
        var samples = new float[(int)(seconds * SampleRate)];
        double phase = 0, flow = 0, voiced = 0, wobble = 1, gain = 0, hiss = 0;
        double frequency = 100, loud = 0, noise = 0, muffle = 0;
        double level = 0.03 * Math.Pow(10, (speaker.Loudness + style.Loudness) / 20);
        double breath = Math.Clamp(speaker.Breath + style.Breath, 0, 0.7), rough = Math.Clamp(style.Roughness, 0, 1);
        for (int n = 0, at = 0; n < samples.Length; n++)
        {
            if (n % Step == 0)
            {
                double time = (double)n / SampleRate;
                while (at + 1 < syllables.Count && time >= syllables[at + 1].Start) at++;
                var now = syllables[at];
                double within = (time - now.Start) / now.Length;
                frequency = Frequency(time, seconds, at, within);
                loud = now.Pause ? 0 : Math.Min(1, within / 0.15) * Math.Min(1, (1.05 - within) / 0.4) * (1 + 0.12 * now.Accent);
                noise = now.Hiss && within < 0.25 ? 0.5 : 0;
                muffle = 1 - Math.Exp(-2 * Math.PI * 1100 * Math.Pow(2, 1.3 * style.Brightness) / SampleRate);
                Shape(at, within);
            }
            gain += 0.01 * (loud - gain);
            hiss += 0.01 * (noise - hiss);
            phase += frequency * wobble / SampleRate;
            if (phase >= 1)
            {
                phase -= 1;
                wobble = 1 + rough * random.Between(-0.2, 0.2); // each pulse comes a little early or late
            }
            double open = Flow(phase), white = 2 * random.NextDouble() - 1;
            double source = (1 - breath) * 6 * (open - flow) + breath * 0.35 * white * open;
            flow = open;
            voiced += muffle * (source - voiced);
            double sound = gain * (1 - hiss) * voiced * (0.3 + rough * 0.3 * (wobble - 1)) * 10 + 0.02 * hiss * white;
            foreach (var resonator in tract) sound = resonator.Next(sound);
            samples[n] = (float)Math.Clamp(level * sound + 0.0005 * white, -1, 1);
        }
        return samples;
    }

    // The volume of air through the vocal folds over one cycle (Rosenberg 1971): opens slowly, shuts quickly.
    static double Flow(double phase) => phase switch
    {
        < 0.4 => phase / 0.4 * (phase / 0.4) * (3 - 2 * phase / 0.4),
        < 0.56 => 1 - (phase - 0.4) / 0.16 * ((phase - 0.4) / 0.16),
        _ => 0,
    };

    void Plan(double seconds)
    {
        double usual = 1 / (speaker.Tempo * Math.Max(0.5, 1 + style.Tempo)), pauses = 0.06 - 0.2 * Math.Min(0, style.Tempo);
        for (double time = 0; time < seconds;)
        {
            double length = usual * random.Between(0.7, 1.3);
            bool pause = time > 0 && random.Happens(pauses);
            syllables.Add(new(time, length, random.Next(Vowels.Length), random.Normal(0, 1), random.Happens(0.3), pause));
            time += length;
        }
    }

    double Frequency(double time, double seconds, int at, double within)
    {
        double here = syllables[at].Accent, next = at + 1 < syllables.Count ? syllables[at + 1].Accent : -1;
        double accent = Math.Max(0.3, 1.5 + style.Range) * (here + (next - here) * within);
        double done = time / seconds, melody = (style.Rise - 2) * (done * done - 1.0 / 3); // usually it falls
        double tremor = style.Tremor * Math.Sin(2 * Math.PI * trembling * time);
        return Math.Clamp(speaker.Pitch * Math.Pow(2, (style.Pitch + accent + melody + tremor) / 12), 60, 600);
    }

    void Shape(int at, double within)
    {
        var from = Vowels[syllables[Math.Max(0, at - 1)].Vowel];
        var to = Vowels[syllables[at].Vowel];
        double moved = Math.Min(1, within / 0.4), shift = speaker.Formants * (1 + style.Formants);
        tract[0].Tune(shift * (from.First + moved * (to.First - from.First)), 70);
        tract[1].Tune(shift * (from.Second + moved * (to.Second - from.Second)), 100);
        tract[2].Tune(shift * (from.Third + moved * (to.Third - from.Third)), 150);
        tract[3].Tune(shift * 3500, 250);
    }

    /// <summary>Two poles that ring at a frequency.</summary>
    sealed class Resonator
    {
        double a, b, c, last, beforeLast;

        public void Tune(double frequency, double bandwidth)
        {
            double decay = Math.Exp(-Math.PI * bandwidth / SampleRate);
            c = -decay * decay;
            b = 2 * decay * Math.Cos(2 * Math.PI * Math.Min(frequency, 0.45 * SampleRate) / SampleRate);
            a = 1 - b - c;
        }

        public double Next(double x)
        {
            double y = a * x + b * last + c * beforeLast;
            (last, beforeLast) = (y, last);
            return y;
        }
    }
}
