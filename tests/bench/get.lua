-- Ask for the addresses of a file, one after the other, round and round.
--   wrk … -s get.lua URL -- FILE TOKEN
local calls, at = {}, 0

function init(args)
   local head = { ["Authorization"] = "Bearer " .. args[2],
                  ["Accept-Encoding"] = "gzip, deflate, br" } -- as browsers do
   for path in io.lines(args[1]) do
      calls[#calls + 1] = wrk.format("GET", path, head)
   end
end

function request()
   at = at % #calls + 1
   return calls[at]
end
