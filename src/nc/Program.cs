using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Running;

NcCommand.PrepareProcess();
return NcCommand.Run(RunContext.FromProcess(args), Debian.Dialect);
