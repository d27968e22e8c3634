namespace MerClip.Sample;

/// <summary>The words of the sample corpus, with what they are worth. Sentiments are on the scale −3…3, strengths on 1…3.</summary>
static class Lexicon
{
    /// <summary>Adjectives of opinion.</summary>
    public static readonly (string Word, double Sentiment)[] Opinions =
    [
        .. Worth(3, "excellent", "amazing", "wonderful", "fantastic", "brilliant", "outstanding", "superb", "perfect", "magnificent", "awesome"),
        .. Worth(2, "positive", "good", "great", "enjoyable", "nice", "lovely", "beautiful", "charming", "clever", "fun", "pleasant", "funny"),
        .. Worth(1, "fine", "decent", "watchable", "solid", "likeable", "reasonable", "useful", "promising", "interesting"),
        .. Worth(0, "neutral", "average", "okay", "ordinary", "normal", "standard", "usual", "typical", "plain", "long", "short"),
        .. Worth(-1, "slow", "flat", "weak", "uneven", "forgettable", "dull", "confusing", "predictable", "noisy"),
        .. Worth(-2, "negative", "bad", "poor", "disappointing", "boring", "annoying", "silly", "ugly", "messy", "tedious", "unpleasant", "stupid"),
        .. Worth(-3, "terrible", "awful", "horrible", "dreadful", "atrocious", "disastrous", "unbearable", "pathetic", "hopeless", "worthless"),
    ];

    /// <summary>What one does to what one has an opinion of.</summary>
    public static readonly (string Word, double Sentiment)[] Verbs =
    [
        .. Worth(3, "loved", "adored"), .. Worth(2, "enjoyed", "admired", "recommend", "really liked"), .. Worth(1, "liked", "appreciated"),
        .. Worth(0, "remember", "noticed"), .. Worth(-1, "disliked", "did not like", "did not need"),
        .. Worth(-2, "regret", "could not stand", "did not enjoy"), .. Worth(-3, "hated", "despised", "detested"),
    ];

    /// <summary>What makes an adjective stronger or weaker, and by how much.</summary>
    public static readonly (string Word, double Factor)[] Degrees =
    [
        ("very", 1.35), ("really", 1.3), ("so", 1.3), ("extremely", 1.6), ("absolutely", 1.5), ("totally", 1.4), ("highly", 1.45),
        ("incredibly", 1.5), ("pretty", 0.85), ("quite", 0.9), ("fairly", 0.65), ("rather", 0.8), ("weakly", 0.45), ("mildly", 0.45),
        ("slightly", 0.4), ("somewhat", 0.55), ("a bit", 0.45), ("a little", 0.45), ("kind of", 0.6), ("sort of", 0.6),
    ];

    /// <summary>What turns an adjective round, and what is left of it: not terrible is not good.</summary>
    public static readonly (string Word, double Factor)[] Negations =
        [("not", -0.45), ("not very", -0.4), ("not really", -0.4), ("not exactly", -0.35), ("never", -0.5), ("hardly", -0.35)];

    /// <summary>Adjectives of what is felt.</summary>
    public static readonly IReadOnlyDictionary<Emotion, (string Word, double Strength)[]> Feelings =
        new Dictionary<Emotion, (string, double)[]>
        {
            [Emotion.Happy] =
            [
                .. Worth(1, "pleased", "content", "satisfied", "cheerful", "amused", "hopeful"),
                .. Worth(2, "happy", "joyful", "glad", "merry", "grateful"),
                .. Worth(3, "delighted", "thrilled", "overjoyed", "ecstatic", "excited"),
            ],
            [Emotion.Sad] =
            [
                .. Worth(1, "down", "gloomy", "blue", "lonely", "low"), .. Worth(2, "sad", "unhappy", "sorrowful", "upset", "tearful"),
                .. Worth(3, "heartbroken", "devastated", "miserable", "crushed"),
            ],
            [Emotion.Anger] =
            [
                .. Worth(1, "annoyed", "irritated", "bothered", "grumpy", "impatient"), .. Worth(2, "angry", "mad", "frustrated", "fed up"),
                .. Worth(3, "furious", "outraged", "enraged", "livid"),
            ],
            [Emotion.Surprise] =
            [
                .. Worth(1, "puzzled", "curious", "intrigued"), .. Worth(2, "surprised", "startled", "taken aback"),
                .. Worth(3, "astonished", "stunned", "shocked", "speechless", "astounded"),
            ],
            [Emotion.Disgust] =
            [
                .. Worth(1, "put off", "uncomfortable", "queasy"), .. Worth(2, "disgusted", "grossed out", "sickened"),
                .. Worth(3, "revolted", "repulsed", "appalled", "nauseated"),
            ],
            [Emotion.Fear] =
            [
                .. Worth(1, "nervous", "uneasy", "worried", "anxious", "tense"), .. Worth(2, "afraid", "scared", "frightened", "alarmed"),
                .. Worth(3, "terrified", "petrified", "panicked", "horrified"),
            ],
        };

    /// <summary>What emotions are called.</summary>
    public static readonly IReadOnlyDictionary<Emotion, string[]> Names = new Dictionary<Emotion, string[]>
    {
        [Emotion.Happy] = ["happiness", "joy", "delight", "pleasure"],
        [Emotion.Sad] = ["sadness", "sorrow", "grief", "misery"],
        [Emotion.Anger] = ["anger", "rage", "fury", "irritation"],
        [Emotion.Surprise] = ["surprise", "astonishment", "amazement"],
        [Emotion.Disgust] = ["disgust", "revulsion", "distaste"],
        [Emotion.Fear] = ["fear", "terror", "worry", "panic"],
    };

    /// <summary>What things are that make one feel so.</summary>
    public static readonly IReadOnlyDictionary<Emotion, string[]> Causes = new Dictionary<Emotion, string[]>
    {
        [Emotion.Happy] = ["delightful", "heartwarming", "joyous"],
        [Emotion.Sad] = ["heartbreaking", "tragic", "depressing"],
        [Emotion.Anger] = ["infuriating", "outrageous", "unfair"],
        [Emotion.Surprise] = ["surprising", "unexpected", "astonishing"],
        [Emotion.Disgust] = ["revolting", "gross", "disgusting"],
        [Emotion.Fear] = ["frightening", "scary", "terrifying"],
    };

    /// <summary>What happens when one feels so.</summary>
    public static readonly IReadOnlyDictionary<Emotion, string[]> Events = new Dictionary<Emotion, string[]>
    {
        [Emotion.Happy] = ["we laughed so much", "I could not stop smiling", "it made my day", "we danced and sang all night",
            "everybody cheered", "I hugged my sister", "it was the time of my life"],
        [Emotion.Sad] = ["I cried the whole evening", "I miss her so much", "it broke my heart", "I sat there alone in tears",
            "we lost everything", "I could not even eat", "nobody came to say goodbye"],
        [Emotion.Anger] = ["they lied to me again", "how dare they", "I want my money back", "I shouted at the manager", "I slammed the door",
            "they ignored us for an hour", "he broke his promise"],
        [Emotion.Surprise] = ["I did not see that coming", "wait, what", "it came out of nowhere", "my jaw dropped", "nobody had told me",
            "I could not believe my eyes", "who would have thought"],
        [Emotion.Disgust] = ["it smelled rotten", "it made me sick", "there was mould on the plate", "I had to spit it out",
            "the floor was sticky and filthy", "I felt like throwing up", "there were bugs in it"],
        [Emotion.Fear] = ["I could not sleep", "my hands were shaking", "what if it happens again", "I heard steps behind me",
            "I wanted to run away", "my heart was racing", "I locked every door"],
    };

    /// <summary>What people talk about.</summary>
    public static readonly Topic[] Topics =
    [
        new("film", "watched", "seen"), new("movie", "watched", "seen"), new("show", "watched", "seen"), new("book", "read", "read"),
        new("story", "read", "read"), new("song", "heard", "heard"), new("concert", "heard", "heard"), new("speech", "heard", "heard"),
        new("game", "played", "played"), new("dinner", "had", "had"), new("coffee", "had", "had"), new("meeting", "had", "had"),
        new("class", "took", "taken"), new("trip", "took", "taken"), new("train", "took", "taken"), new("phone", "bought", "bought"),
        new("hotel", "booked", "booked"), new("party", "visited", "visited"), new("museum", "visited", "visited"),
        new("garden", "visited", "visited"), new("restaurant", "visited", "visited"), new("plan", "discussed", "discussed"),
    ];

    /// <summary>Parts of what people talk about.</summary>
    public static readonly string[] Parts = ["ending", "beginning", "middle", "price", "service", "people", "music", "idea", "sound", "first part", "rest"];

    /// <summary>Days.</summary>
    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "the weekend", "my birthday"];

    /// <summary>People.</summary>
    public static readonly string[] People = ["my brother", "my mother", "my father", "my neighbour", "a friend", "my boss", "my teacher", "our doctor", "the driver"];

    /// <summary>Numbers.</summary>
    public static readonly string[] Numbers = ["two", "three", "four", "five", "six", "ten", "twenty", "a hundred"];

    /// <summary>Sounds that fill a pause.</summary>
    public static readonly string[] Fillers = ["um", "uh", "well", "you know", "I mean", "so", "honestly", "basically", "like", "okay so", "look", "oh"];

    static IEnumerable<(string, double)> Worth(double worth, params string[] words) => words.Select(word => (word, worth));
}
