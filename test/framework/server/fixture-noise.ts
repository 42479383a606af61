// As a dependency might, while it is being loaded.
console.log('printed by a dependency')
process.stdout.write('without a line end')
