using NetCat.Sharp.Commands;
using NetCat.Sharp.Commands.Dialects;
using NetCat.Sharp.Commands.Running;

NcCommand.PrepareProcess();
return NcCommand.Run(Invocation.FromProcess(args), Debian.Dialect);
