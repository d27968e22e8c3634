namespace MerClip.Data.Audit.Checks;

/// <summary>Looks for one kind of problem in a data set that can be read.</summary>
interface IAuditCheck
{
    /// <summary>Adds what it finds.</summary>
    void Run(Corpus corpus, ProblemList problems);
}
