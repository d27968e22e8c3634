namespace MerClip.Data.Sources;

/// <summary>What a file in a data folder is.</summary>
/// <param name="Path">The file, or a folder that is one data set.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="What">What it is, and what is wrong with it if anything is.</param>
public sealed record CheckedFile(string Path, FileState State, string What);
