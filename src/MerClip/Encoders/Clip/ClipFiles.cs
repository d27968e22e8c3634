namespace MerClip.Encoders.Clip;

/// <summary>The files of a CLIP.</summary>
/// <param name="Weights">The checkpoint, or the index of its shards.</param>
/// <param name="Config">What is said beside it.</param>
/// <param name="Folder">Where its vocabulary is.</param>
sealed record ClipFiles(string Weights, ClipConfig Config, string Folder)
{
    /// <summary>Every file that decides what the model says: weights with their shards, config, vocabulary.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Weights))!;
            string[] shards = Weights.EndsWith(".index.json", StringComparison.Ordinal) ? Directory.GetFiles(folder, "*.safetensors") : [];
            string[] beside = ["config.json", ClipConfig.PreprocessorFile, "open_clip_config.json", "vocab.json", "merges.txt",
                ClipVocabulary.OpenAIFile, ClipVocabulary.OpenAIFile[..^3]];
            return [Weights, .. shards.Order(StringComparer.Ordinal),
                .. beside.Select(name => System.IO.Path.Combine(folder, name)).Where(File.Exists)];
        }
    }

    /// <summary>Finds the files.</summary>
    /// <param name="path">A checkpoint, or a folder with one.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static ClipFiles Find(string path)
    {
        if (!Directory.Exists(path))
        {
            if (!File.Exists(path)) throw new InputException($"{path} does not exist; give the folder of a CLIP, or OpenAI's .pt file");
            string beside = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
            return new(path, ForFile(path, beside), beside);
        }
        string In(string name) => System.IO.Path.Combine(path, name);
        string? First(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
                if (File.Exists(In(name))) return In(name);
            return null;
        }
        if (File.Exists(In("open_clip_config.json"))
            && First("open_clip_model.safetensors", "open_clip_model.safetensors.index.json", "open_clip_pytorch_model.bin") is { } open)
            return new(open, ClipConfig.OpenClip(In("open_clip_config.json")), path);
        if (File.Exists(In("config.json"))
            && First("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin") is { } huggingFace)
            return new(huggingFace, ClipConfig.HuggingFace(In("config.json")), path);
        string[] files = [.. Directory.GetFiles(path, "*.pt").Order(StringComparer.Ordinal)];
        return files switch
        {
            [var only] => new(only, ClipConfig.None, path),
            [] => throw new InputException($"{path} holds no CLIP: put there config.json and model.safetensors (Hugging Face), "
                + "open_clip_config.json and open_clip_model.safetensors (open_clip), or OpenAI's .pt file"),
            _ => throw new InputException($"{path} has {files.Length} .pt files; name the one that is meant"),
        };
    }

    // A .pt file is OpenAI's and needs no config; other checkpoints may have theirs beside them.
    static ClipConfig ForFile(string path, string folder)
    {
        if (path.EndsWith(".pt", StringComparison.OrdinalIgnoreCase)) return ClipConfig.None;
        string open = System.IO.Path.Combine(folder, "open_clip_config.json"), huggingFace = System.IO.Path.Combine(folder, "config.json");
        bool isOpen = System.IO.Path.GetFileName(path).StartsWith("open_clip", StringComparison.OrdinalIgnoreCase);
        return isOpen && File.Exists(open) ? ClipConfig.OpenClip(open)
            : File.Exists(huggingFace) ? ClipConfig.HuggingFace(huggingFace)
            : ClipConfig.None;
    }
}
