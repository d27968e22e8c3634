using MerClip.Cli;

return Cli.Run(args);
