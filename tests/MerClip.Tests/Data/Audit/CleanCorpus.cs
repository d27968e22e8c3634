namespace MerClip.Tests.Data.Audit;

/// <summary>A data set in MMSA's layout with nothing wrong, to plant defects in: 30, 15 and 15 videos of 4 utterances.</summary>
sealed class CleanCorpus
{
    public const int Steps = 24, Width = 6;

    readonly Random random = new(7);

    public Dictionary<string, Part> Parts { get; } = [];

    public CleanCorpus()
    {
        foreach (var (name, videos) in new[] { ("train", 30), ("valid", 15), ("test", 15) })
        {
            Part part = new(4 * videos);
            Parts[name] = part;
            for (int i = 0; i < part.Count; i++)
            {
                int words = random.Next(4, Steps - 1);
                part.Ids[i] = $"{name}{i / 4}$_${i % 4}";
                part.Texts[i] = string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}"));
                part.Labels[i] = random.Next(-9, 10) / 3f;
                foreach (string key in Part.Keys)
                {
                    part.Lengths[key][i] = words;
                    for (int v = 0; v < words * Width; v++) part.Features[key][i * Steps * Width + v] = Normal();
                }
            }
        }
    }

    public float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    public byte[] Pickle() => PickleWriter.Pickle(Parts.ToDictionary(p => p.Key, p => p.Value.Entries()));

    /// <summary>A split.</summary>
    public sealed class Part(int count)
    {
        public static readonly string[] Keys = ["text", "audio", "vision"];

        public int Count => count;

        public string[] Ids { get; } = new string[count];

        public string[] Texts { get; } = new string[count];

        public float[] Labels { get; } = new float[count];

        public string[]? Annotations { get; set; }

        public Dictionary<string, float[]> Features { get; } = Keys.ToDictionary(k => k, _ => new float[count * Steps * Width]);

        public Dictionary<string, int[]> Lengths { get; } = Keys.ToDictionary(k => k, _ => new int[count]);

        /// <summary>One utterance's rows, padding included.</summary>
        public Span<float> Rows(string key, int i) => Features[key].AsSpan(i * Steps * Width, Steps * Width);

        public object? Entries()
        {
            Dictionary<string, object?> entries = new()
            {
                ["id"] = Ids.ToList<object?>(),
                ["raw_text"] = Texts.ToList<object?>(),
                ["regression_labels"] = Numpy.Of(Labels, count),
            };
            if (Annotations is not null) entries["annotations"] = Annotations.ToList<object?>();
            foreach (string key in Keys)
            {
                entries[key] = Numpy.Of(Features[key], count, Steps, Width);
                entries[key + "_lengths"] = Lengths[key].Select(l => (object?)l).ToList();
            }
            return entries;
        }
    }
}
