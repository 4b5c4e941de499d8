module slipway/lab/programs/pause

go 1.24
